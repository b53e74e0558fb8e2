//! Videos, sounds and frames.

use super::Builder;
use super::subtree::{element_children, text_of};
use crate::article::{BlockKind, Embed, EmbedKind};
use crate::html::{Attr, NodeId, Tag};
use crate::text::whitespace::{collapse, trim};

impl Builder<'_> {
    pub(super) fn embed(&mut self, node: NodeId, tag: Tag) {
        self.walker.pass_over(node);
        self.place_embed(node, tag);
    }

    /// An `<object>`: what it shows, or what the page offers to those who cannot see that.
    pub(super) fn object(&mut self, node: NodeId) {
        let embedded = self
            .dom
            .descendants(node)
            .find(|&inner| matches!(self.dom.tag(inner), Some(Tag::Embed | Tag::Iframe | Tag::Video)));
        match embedded {
            Some(inner) => {
                self.walker.pass_over(node);
                let tag = self.dom.tag(inner).unwrap_or(Tag::Embed);
                self.place_embed(inner, tag);
            }
            None if self.address(node, Tag::Object).is_some() => {
                self.walker.pass_over(node);
                self.place_embed(node, Tag::Object);
            }
            None => self.block(),
        }
    }

    fn place_embed(&mut self, node: NodeId, tag: Tag) {
        let Some(raw) = self.address(node, tag) else { return };
        let kind = match tag {
            Tag::Video | Tag::AmpVideo => EmbedKind::Video,
            Tag::Audio | Tag::AmpAudio => EmbedKind::Audio,
            Tag::Embed | Tag::Object | Tag::Applet => match kind_of_frame(&raw) {
                EmbedKind::Frame => EmbedKind::Object,
                known => known,
            },
            _ => kind_of_frame(&raw),
        };
        let title = self.dom.attr(node, Attr::Title).map(collapse).filter(|title| !title.is_empty());
        // What is to be embedded often stands in it as a link, for readers that do not know how.
        let title = title.or_else(|| {
            let text = collapse(&text_of(self.dom, node));
            Some(text).filter(|text| tag == Tag::Oembed && !text.is_empty() && *text != raw)
        });
        let resolved = self.resolver.resolve(&raw);
        let embed = Embed { kind, raw, resolved, title };
        self.flow.block(BlockKind::Embed(Box::new(embed)), String::new(), self.dom.source_range(node));
    }

    /// The address of what is shown.
    fn address(&self, node: NodeId, tag: Tag) -> Option<String> {
        let attributes: &[Attr] = match tag {
            Tag::Object | Tag::Applet => &[Attr::Data],
            Tag::Oembed => &[Attr::Url],
            Tag::AmpFacebook => &[Attr::DataHref],
            _ if tag.is_embed_by_name() => return self.named_address(node, tag),
            _ => &[Attr::Src, Attr::DataSrc, Attr::DataLazySrc, Attr::DataOriginal, Attr::DataUrl],
        };
        let own = attributes.iter().find_map(|&attr| self.usable(node, attr));
        own.or_else(|| {
            element_children(self.dom, node).find_map(|(child, tag)| match tag {
                Tag::Source => self.usable(child, Attr::Src).or_else(|| self.usable(child, Attr::DataSrc)),
                Tag::Param if matches!(self.dom.attr(child, Attr::Name), Some("movie" | "src")) => {
                    self.usable(child, Attr::Value)
                }
                _ => None,
            })
        })
    }

    /// The address that the players of AMP make of the name of what they play.
    fn named_address(&self, node: NodeId, tag: Tag) -> Option<String> {
        let (attribute, start) = match tag {
            Tag::LiteYoutube => (Attr::Videoid, "https://www.youtube.com/watch?v="),
            Tag::LiteVimeo => (Attr::Videoid, "https://vimeo.com/"),
            Tag::AmpYoutube => (Attr::DataVideoid, "https://www.youtube.com/watch?v="),
            Tag::AmpVimeo => (Attr::DataVideoid, "https://vimeo.com/"),
            Tag::AmpDailymotion => (Attr::DataVideoid, "https://www.dailymotion.com/video/"),
            Tag::AmpTwitter => (Attr::DataTweetid, "https://twitter.com/i/status/"),
            Tag::AmpInstagram => (Attr::DataShortcode, "https://www.instagram.com/p/"),
            Tag::AmpSoundcloud => (Attr::DataTrackid, "https://api.soundcloud.com/tracks/"),
            _ => return None,
        };
        let name = trim(self.dom.attr(node, attribute)?);
        let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        is_name.then(|| format!("{start}{name}"))
    }

    fn usable(&self, node: NodeId, attr: Attr) -> Option<String> {
        let value = trim(self.dom.attr(node, attr)?);
        let scheme = value.split(':').next().unwrap_or_default().to_ascii_lowercase();
        let usable = !value.is_empty() && !matches!(scheme.as_str(), "about" | "javascript" | "data" | "blob");
        usable.then(|| value.to_owned())
    }
}

/// Whether a frame shows a video or plays a sound, by the host that it comes from.
fn kind_of_frame(url: &str) -> EmbedKind {
    let host = crate::url::host(url);
    let is_one_of = |hosts: &[&str]| {
        hosts.iter().any(|known| host.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
    };
    const VIDEO: &[&str] = &[
        "youtube.com",
        "youtube-nocookie.com",
        "youtu.be",
        "vimeo.com",
        "dailymotion.com",
        "bilibili.com",
        "youku.com",
        "v.qq.com",
        "iqiyi.com",
        "ixigua.com",
        "nicovideo.jp",
        "rutube.ru",
        "twitch.tv",
        "tiktok.com",
        "wistia.net",
        "wistia.com",
        "loom.com",
        "ted.com",
        "brightcove.net",
        "jwplayer.com",
        "jwplatform.com",
        "streamable.com",
        "ok.ru",
    ];
    const AUDIO: &[&str] = &[
        "soundcloud.com",
        "spotify.com",
        "bandcamp.com",
        "mixcloud.com",
        "music.163.com",
        "ximalaya.com",
        "simplecast.com",
    ];
    if is_one_of(VIDEO) {
        EmbedKind::Video
    } else if is_one_of(AUDIO) {
        EmbedKind::Audio
    } else {
        EmbedKind::Frame
    }
}
