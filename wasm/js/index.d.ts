/** What the input is taken for: found out, an article body (all that is visible is content), a whole page. */
export type Scope = "auto" | "body" | "page";
/** Which mistake is the lesser one, where it is not sure what is content: neither, too much left out, too much let in. */
export type Favor = "balanced" | "precision" | "recall";
/** What becomes of readers' comments: left out below an article and kept where they are the content, kept, left out. */
export type Comments = "auto" | "keep" | "drop";
/** What became of the input. */
export type Status = "found" | "fallback" | "empty";
/** Why there is no content. */
export type EmptyReason =
  | "no_text"
  | "limited"
  | "app_shell"
  | "needs_script"
  | "loading"
  | "consent_wall"
  | "bot_check"
  | "error_page"
  | "no_content"
  | "not_html";
/** Where a field of the metadata was found. */
export type Source =
  | "front_matter"
  | "json_ld"
  | "open_graph"
  | "twitter_card"
  | "dublin_core"
  | "microdata"
  | "rdfa"
  | "meta"
  | "html"
  | "byline"
  | "time"
  | "url"
  | "text"
  | "caller";
export type PageType = "article" | "documentation" | "forum" | "product" | "collection" | "listing" | "service";
export type Direction = "ltr" | "rtl";
/** What became of a text block. */
export type Verdict =
  | "kept"
  | "kept_by_repair"
  | "kept_by_wish"
  | "dropped"
  | "dropped_by_repair"
  | "dropped_as_copy"
  | "dropped_by_wish"
  | "hidden"
  | "headline"
  | "left_out";

/** Bytes, in whatever they are held: a `Uint8Array`, a `Buffer`, an `ArrayBuffer`. */
export type Bytes = ArrayBufferLike | ArrayBufferView;
/** A class of the host's, where the compiler has been told of it: by the library `dom`, or by the types of Node. */
type Host<Name extends string> = typeof globalThis extends Record<Name, { prototype: infer T }> ? T : never;
type WebAssemblyModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer T } } } ? T : never;

/** How to extract. All of it is optional. */
export interface Options {
  /** The address of the page, against which links and images are resolved. */
  url?: string;
  /** What HTTP said of the encoding: a content type, or a label such as `gbk`. For bytes. */
  contentType?: string;
  /** The language that is known from elsewhere, as a BCP 47 tag. */
  language?: string;
  /** The title that is known from elsewhere: a feed, a link. */
  title?: string;
  /** When the page was as it is: without it "2 hours ago" is no date. A `Date`, or milliseconds since 1970. */
  referenceTime?: Date | number;
  scope?: Scope;
  favor?: Favor;
  comments?: Comments;
  /** Elements that always come out: a selector in CSS, or several. */
  keep?: string | readonly string[];
  /** Elements that never come out. */
  prune?: string | readonly string[];
  /** Whether the title comes first, as a heading of level 1. */
  headline?: boolean;
  /** Whether text outside of tags is Markdown; found out where front matter comes first. The full build alone reads it. */
  markdown?: boolean;
  /** How many bytes are read at most. */
  maxBytes?: number;
  /** How many elements and texts a document may have. */
  maxNodes?: number;
  /** How deep elements may nest. */
  maxDepth?: number;
  /** How many bytes of UTF-8 the text may have. */
  maxOutput?: number;
  /** Where metadata may come from. All sources, unless they are listed. */
  metadataSources?: readonly Source[];
}

/** Which parts of an article are written. */
interface Parts {
  /** Whether the title comes first, as a heading of level 1. Default: no. */
  headline?: boolean;
  images?: boolean;
  captions?: boolean;
  footnotes?: boolean;
  /** By how many levels headings are moved down. */
  headingOffset?: number;
}

export interface MarkdownOptions extends Parts {
  /** Whether readings of Chinese and Japanese words are written, as `<ruby>`. */
  ruby?: boolean;
  /** Whether front matter in YAML comes first. */
  frontMatter?: boolean;
  /** How links are written: where they stand, as references to a list at the end, as their text alone. */
  links?: "inline" | "reference" | "text";
  /** How many characters a line of a paragraph may have. */
  width?: number;
}

export interface HTMLOptions extends Parts {
  /** What links say of where they lead, as in `nofollow noopener noreferrer`. */
  linkRel?: string;
  /** Whether the language of code is named, as in `class="language-rust"`. */
  codeClasses?: boolean;
  /** Whether links are written; else their text stands alone. Default: yes. */
  links?: boolean;
}

/** A range of a string, as `slice` takes it. */
export interface Range {
  start: number;
  end: number;
}

export interface PublishedDate {
  /** As the page writes it. */
  raw: string;
  /** In ISO 8601, as exact as it is known, where it could be read. */
  iso: string | null;
}

export interface Image {
  /** The address: resolved, where the page's is known. */
  url: string;
  /** The address as the page has it, where `url` is resolved. */
  raw: string | null;
  alt: string | null;
  title: string | null;
  width: number | null;
  height: number | null;
  caption: string | null;
  /** Where a click on it leads. */
  link: string | null;
  credit?: string;
  candidates?: { url: string; raw: string | null; width: number | null }[];
}

export interface Metadata {
  title: string | null;
  authors: string[];
  published: PublishedDate | null;
  modified: PublishedDate | null;
  categories: string[];
  tags: string[];
  description: string | null;
  leadImage: Image | null;
  thumbnail: Image | null;
  language: string | null;
  /** How sure the language is that was found from the text, between 0 and 1. */
  languageConfidence?: number;
  siteName: string | null;
  canonicalUrl: string | null;
  direction: Direction | null;
  publisher: string | null;
  section: string | null;
  license: string | null;
  readingMinutes: number | null;
  comments: boolean | null;
  draft: boolean | null;
  pageType: PageType | null;
  pageTypeProbability: number | null;
  /** Where each field was found. */
  sources: { [field in MetadataField]?: Source };
  /** What lost against it. */
  candidates: { field: MetadataField; source: Source; value: string }[];
  /** Fields of front matter that have no place above, under the names that it has for them. */
  extra: Record<string, unknown>;
}
export type MetadataField = Exclude<
  keyof Metadata,
  "sources" | "candidates" | "extra" | "pageType" | "pageTypeProbability" | "languageConfidence"
>;

interface Place {
  /** Where it stands in the text of the article. */
  range: Range;
  /** What of the input it came from: units of the string, or bytes where the input was bytes. */
  source: Range | null;
  direction?: Direction;
}
interface Leaf {
  text: string;
  /** What is inside the text; ranges count from its start. */
  spans: Span[];
}

export type Span = Range &
  (
    | { kind: "link"; url: string; raw: string | null; title: string | null }
    | { kind: "emphasis" | "strong" | "code" | "superscript" | "subscript" | "strikethrough" | "mark" | "line_break" }
    | { kind: "image"; image: number; url: string; spaceBefore?: true; spaceAfter?: true }
    | { kind: "ruby"; reading: string }
    | { kind: "math"; tex: boolean }
    | { kind: "footnote_reference"; label: string }
  );

export type Block = Place &
  (
    | ({ kind: "paragraph" } & Leaf)
    | ({ kind: "heading"; level: number } & Leaf)
    | ({ kind: "image"; image: number; url: string } & Leaf)
    | { kind: "list"; ordered: boolean; start: number; reversed: boolean; numbering: string | null; items: Item[] }
    | { kind: "quote"; cite: string | null; blocks: Block[] }
    | { kind: "code"; language: string | null; text: string }
    | { kind: "table"; caption: (Leaf & Place) | null; rows: Row[] }
    | { kind: "definition_list"; entries: Entry[] }
    | { kind: "details"; open: boolean; summary: (Leaf & Place) | null; blocks: Block[] }
    | { kind: "rule" }
    | { kind: "embed"; media: string; url: string; raw: string | null; title: string | null }
    | { kind: "math"; tex: boolean; text: string }
    | { kind: "footnote"; label: string; blocks: Block[] }
  );
export type Item = Place & { number: number | null; checked: boolean | null; blocks: Block[] };
export type Row = Place & { header: boolean; cells: Cell[] };
export type Cell = Place &
  Leaf & { header: boolean; colspan: number; rowspan: number; align: "left" | "center" | "right" | null };
export type Entry = Place & (({ kind: "term" } & Leaf) | { kind: "definition"; blocks: Block[] });

/** What a glance at a page shows: how much of its text is prose, and whether it calls itself an article. */
export interface Probe {
  /** How many runs of prose there are: a hundred bytes of text and more, not for the most part links, outside of menus and forms. */
  paragraphs: number;
  /** How many bytes of UTF-8 stand in them. */
  proseBytes: number;
  /** How many bytes of UTF-8 the page shows. */
  textBytes: number;
  /** Whether the page says in its head that it is an article. */
  declaresArticle: boolean;
  /** Whether it is worth the while to read the page as an article. It errs on the side of yes. */
  isProbablyArticle: boolean;
}

/** What was out of order in the input. */
export type Diagnostic = { kind: string } & Record<string, unknown>;

export interface Encoding {
  /** Its name in the Encoding Standard. */
  name: string;
  /** How it was found. */
  source: "byte_order_mark" | "http" | "meta" | "xml_declaration" | "form" | "detector" | "fallback";
  /** How many pieces of the input it could not read. */
  replacements: number;
}

/** What an article holds, wherever it was extracted. Read-only; it keeps no memory of the WebAssembly. */
export interface ArticleData {
  /** The clean text, paragraphs apart by a blank line. */
  readonly text: string;
  readonly title: string | null;
  readonly authors: string[];
  readonly published: PublishedDate | null;
  readonly modified: PublishedDate | null;
  readonly language: string | null;
  readonly metadata: Metadata;
  readonly images: Image[];
  readonly blocks: Block[];
  readonly status: Status;
  readonly emptyReason: EmptyReason | null;
  /** How good the choice of content is likely to be, between 0 and 1. */
  readonly confidence: number;
  readonly diagnostics: Diagnostic[];
  /** How the bytes were read; null where the input was a string. */
  readonly encoding: Encoding | null;
  /** The article as `bodytext --format json` writes it, with that program's names and with ranges in bytes of UTF-8. */
  toJSON(): Record<string, unknown>;
  /** The text. */
  toString(): string;
}

export class Article implements ArticleData {
  private constructor();
  readonly text: string;
  readonly title: string | null;
  readonly authors: string[];
  readonly published: PublishedDate | null;
  readonly modified: PublishedDate | null;
  readonly language: string | null;
  readonly metadata: Metadata;
  readonly images: Image[];
  readonly blocks: Block[];
  readonly status: Status;
  readonly emptyReason: EmptyReason | null;
  readonly confidence: number;
  readonly diagnostics: Diagnostic[];
  readonly encoding: Encoding | null;
  toJSON(): Record<string, unknown>;
  toString(): string;
  /** CommonMark with GitHub's tables. */
  toMarkdown(options?: MarkdownOptions): string;
  /** Safe HTML: no script, no style, no event handler, no address that runs one. */
  toHTML(options?: HTMLOptions): string;
  /**
   * An article out of what `toJSON` gave, or the program wrote: the object, or its JSON. The full build alone has it.
   *
   * @throws {Error} where its parts do not fit together
   */
  static fromJSON(json: string | object): Article;
}

export interface ExplainedBlock {
  text: string;
  /** The elements that it stands in: `html > body > div#main.post > p`. */
  path: string;
  source: Range | null;
  /** How likely it is content; null for a body. */
  score: number | null;
  verdict: Verdict;
  /** What spoke for it (above zero) and against it, weightiest first. */
  reasons: { about: string; weight: number }[];
}

export interface Explanation<A extends ArticleData = Article> {
  article: A;
  scope: "page" | "body";
  /** The score from which on blocks of this page are content; null for a body. */
  threshold: number | null;
  blocks: ExplainedBlock[];
}

/**
 * Loads the WebAssembly: once, before anything else. In Node, Deno and Bun there is no need to. Once it is loaded this does nothing.
 *
 * @param source where it comes from, if not from beside the package's scripts: an address, a response, its bytes, a module
 */
export function init(
  source?: Host<"URL"> | string | Host<"Response"> | Promise<Host<"Response">> | Bytes | WebAssemblyModule,
): Promise<void>;
export default init;

/**
 * Extracts the article from an article body or a page.
 *
 * @throws {TypeError} for an option that there is none of, or one of another type
 * @throws {RangeError} for a value of an option that there is none of
 * @throws {SyntaxError} for a selector that cannot be used
 * @throws {Error} where the WebAssembly broke down, for want of memory; the next call has a new instance
 */
export function extract(html: string, options?: Options): Article;
/** Extracts the article, and says of every text block why it came out or not. */
export function explain(html: string, options?: Options): Explanation;
/** Extracts the article from bytes in whatever encoding. The full build alone has it: in browsers, `bodytext/full`. */
export function extractBytes(bytes: Bytes, options?: Options): Article;
/** What {@link explain} does, for bytes. */
export function explainBytes(bytes: Bytes, options?: Options): Explanation;
/**
 * What is known of the article besides its text, in about half the time of {@link extract}. What stands in the markup is the same; what
 * takes the text differs: the language found from it, the reading time, a lead image out of the body. Throws what `extract` throws.
 */
export function metadata(html: string, options?: Options): Metadata;
/** A glance at a page, in about half the time of {@link extract}. The model is not asked. */
export function probe(html: string): Probe;
/** Whether `html` is probably a page with an article, for a button that offers to read it: what {@link probe} finds. */
export function isProbablyArticle(html: string): boolean;
