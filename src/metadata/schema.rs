//! The vocabulary of schema.org, as far as it speaks of articles: shared by JSON-LD, microdata and RDFa.

use super::Field;

/// The field that a property of an article stands for, and how well it does.
pub(super) fn field(property: &str) -> Option<(Field, u8)> {
    Some(match property {
        "headline" => (Field::Title, 0),
        "alternativeHeadline" => (Field::Title, 2),
        "author" => (Field::Authors, 0),
        "creator" => (Field::Authors, 1),
        "datePublished" => (Field::Published, 0),
        "dateCreated" => (Field::Published, 1),
        "uploadDate" | "datePosted" => (Field::Published, 1),
        "dateModified" => (Field::Modified, 0),
        "dateUpdated" => (Field::Modified, 1),
        "description" => (Field::Description, 0),
        "abstract" => (Field::Description, 1),
        "keywords" => (Field::Tags, 0),
        "articleSection" => (Field::Section, 0),
        "inLanguage" => (Field::Language, 0),
        "publisher" => (Field::Publisher, 0),
        "sourceOrganization" => (Field::Publisher, 1),
        "copyrightHolder" => (Field::Publisher, 2),
        "license" => (Field::License, 0),
        "image" => (Field::LeadImage, 0),
        "primaryImageOfPage" => (Field::LeadImage, 1),
        "thumbnailUrl" => (Field::Thumbnail, 0),
        "timeRequired" => (Field::ReadingMinutes, 0),
        _ => return None,
    })
}

/// The types of things that are read as articles are, without the address of the vocabulary. The lower the better.
pub(super) fn rank_of_type(name: &str) -> Option<u8> {
    let name = name.rsplit(['/', ':', '#']).next().unwrap_or(name);
    Some(match name {
        "Article"
        | "NewsArticle"
        | "BlogPosting"
        | "Report"
        | "TechArticle"
        | "ScholarlyArticle"
        | "OpinionNewsArticle"
        | "AnalysisNewsArticle"
        | "BackgroundNewsArticle"
        | "ReportageNewsArticle"
        | "ReviewNewsArticle"
        | "AskPublicNewsArticle"
        | "AdvertiserContentArticle"
        | "SatiricalArticle"
        | "LiveBlogPosting"
        | "MedicalWebPage"
        | "APIReference" => 0,
        "DiscussionForumPosting"
        | "SocialMediaPosting"
        | "Question"
        | "Recipe"
        | "HowTo"
        | "Review"
        | "CriticReview" => 1,
        "Product"
        | "Book"
        | "Movie"
        | "Course"
        | "Event"
        | "JobPosting"
        | "SoftwareApplication"
        | "SoftwareSourceCode"
        | "VideoObject"
        | "PodcastEpisode"
        | "CreativeWork"
        | "Service"
        | "Dataset" => 2,
        "WebPage" | "ItemPage" | "AboutPage" | "FAQPage" | "QAPage" | "CollectionPage" | "ProfilePage"
        | "ContactPage" => 3,
        _ => return None,
    })
}
