// The words of the page, in English (as the document has them) and Chinese.

const ZH = {
  skip: "跳到结果",
  tagline: "从网页中取出正文，并说明理由。",
  theme: "浅色或深色",
  input: "输入",
  paste: "网页源代码",
  placeholder: "把 HTML 粘贴到这里，或把文件拖进来",
  extract: "提取",
  files: "选择文件…",
  sample: "示例",
  private: "所有内容都留在您的浏览器里。",
  options: "选项",
  favor: "宁可",
  precision: "少而净",
  balanced: "均衡",
  recall: "多而全",
  scope: "视为",
  scope_auto: "自动判断",
  scope_page: "整个网页",
  scope_body: "正文片段",
  comments: "评论",
  comments_auto: "视页面而定",
  comments_keep: "保留",
  comments_drop: "去掉",
  url: "网址",
  headline: "标题放在最前",
  several: "文件",
  all: "全部存为 JSON Lines",
  views: "视图",
  reader: "阅读",
  text: "纯文本",
  metadata: "元数据",
  blocks: "文本块",
  copy: "复制",
  copied: "已复制",
  save: "保存",
  why: "每个文本块的去留",
  hint: "点击文本块可保留或去掉它；指针停留时显示理由。",
  hint_touch: "轻点文本块，可查看理由、保留或去掉它。",
  search: "搜索",
  previous: "上一处保留（k）",
  next: "下一处保留（j）",
  foot: "bodytext 项目的页面：Rust 编译为 WebAssembly。",
  drag: "拖到书签栏，即可把任意网页存为 Markdown：",
  bookmarklet: "用 bodytext 存文",
  working: "正在提取…",
  nothing: "没有输入。请粘贴 HTML 或选择文件。",
  unread: "无法读取",
  no_text: "（没有正文）",
  milliseconds: "毫秒",
  words: "字符",
  status: "结果",
  found: "找到正文",
  fallback: "没有明显的正文",
  empty: "没有正文",
  confidence: "可信度",
  kind: "页面类型",
  took: "用时",
  length: "长度",
  encoding: "编码",
  score: "得分",
  prune_one: "去掉这一块",
  keep_one: "保留这一块",
  undo: "撤销",
  all_of: "整个",
  remove: "移除",
  folded: "个未保留",
  source: "来源",
  lost: "落选",
  no_click: "这个文本块无法用点击来选择。",
  untitled: "无标题",
  picture: "图片",
  threshold: "保留门槛",
  kept: "保留",
  kept_by_repair: "因结构保留",
  kept_by_wish: "按要求保留",
  dropped: "去掉",
  dropped_by_repair: "因结构去掉",
  dropped_as_copy: "重复而去掉",
  dropped_by_wish: "按要求去掉",
  hidden: "隐藏",
  headline_verdict: "标题",
  left_out: "未输出",
  "its words, marks and length": "文字、标点与长度",
  "links in it": "其中的链接",
  "its element and depth": "元素与层级",
  "words of the page's title and description": "与网页标题、摘要相同的词",
  "what short texts like it say": "同类短文字的内容",
  "names of its inline elements": "行内元素的名称",
  "names of the elements around it": "外层元素的名称",
  "text of the elements around it": "外层元素的文字",
  "kinds of elements around it": "外层元素的种类",
  "blocks of the same kind": "同类的文本块",
  "its place on the page": "在页面中的位置",
  "its place to the prose": "与成段文字的距离",
  "its neighbours": "相邻的文本块",
  "the heading over it": "上方的标题",
  "the page as a whole": "整个页面",
  article: "文章",
  documentation: "文档",
  forum: "论坛",
  product: "商品",
  collection: "商品列表",
  listing: "列表",
  service: "服务",
  title: "标题",
  authors: "作者",
  published: "发布时间",
  modified: "修改时间",
  categories: "分类",
  tags: "标签",
  description: "摘要",
  leadImage: "主图",
  thumbnail: "缩略图",
  language: "语言",
  siteName: "网站",
  canonicalUrl: "规范网址",
  direction: "文字方向",
  publisher: "出版者",
  section: "栏目",
  license: "许可",
  readingMinutes: "阅读分钟数",
  draft: "草稿",
  extra: "其他",
};

const EN = {
  copied: "Copied",
  working: "Extracting…",
  nothing: "There is no input: paste HTML, or choose files.",
  unread: "Cannot be read",
  no_text: "(no text)",
  milliseconds: "ms",
  words: "characters",
  status: "Result",
  found: "content found",
  fallback: "nothing stood out",
  empty: "no content",
  confidence: "Confidence",
  kind: "Kind of page",
  took: "Took",
  length: "Length",
  encoding: "Encoding",
  score: "score",
  prune_one: "Leave this out",
  keep_one: "Keep this",
  undo: "Undo",
  all_of: "all of",
  remove: "Remove",
  folded: "not kept",
  source: "Source",
  lost: "not taken",
  no_click: "This block cannot be chosen by a click.",
  untitled: "untitled",
  picture: "Picture",
  threshold: "Kept from a score of",
  kept: "kept",
  kept_by_repair: "kept by repair",
  kept_by_wish: "kept by wish",
  dropped: "dropped",
  dropped_by_repair: "dropped by repair",
  dropped_as_copy: "dropped as copy",
  dropped_by_wish: "dropped by wish",
  hidden: "hidden",
  headline_verdict: "headline",
  left_out: "left out",
  leadImage: "lead image",
  siteName: "site",
  canonicalUrl: "canonical address",
  readingMinutes: "minutes to read",
};

const first = localStorageValue("language") ?? (navigator.language.startsWith("zh") ? "zh" : "en");
let current = first === "zh" ? "zh" : "en";
const original = new Map();

/** A word of the page in its language; what there is none for is its own word. */
export function t(key) {
  return (current === "zh" ? ZH[key] : (EN[key] ?? original.get(key))) ?? key;
}

export const language = () => current;

/** Puts all that stands in the document into a language, and remembers that. */
export function speak(next = current) {
  current = next;
  localStorageValue("language", current);
  document.documentElement.lang = current === "zh" ? "zh-CN" : "en";
  const put = (key, value, set) => {
    if (!original.has(key)) original.set(key, value);
    set(current === "zh" ? (ZH[key] ?? value) : original.get(key));
  };
  for (const node of document.querySelectorAll("[data-t]"))
    put(node.dataset.t, node.textContent, (word) => (node.textContent = word));
  for (const node of document.querySelectorAll("[data-placeholder]")) {
    put(node.dataset.placeholder, node.placeholder, (word) => (node.placeholder = word));
  }
  for (const node of document.querySelectorAll("[data-label]")) {
    put(`${node.dataset.label}`, node.getAttribute("aria-label"), (word) => {
      node.setAttribute("aria-label", word);
      if (node.tagName === "BUTTON") node.title = word;
    });
  }
}

/** What the browser remembers of the last visit, where it does. */
export function localStorageValue(key, value) {
  try {
    if (value === undefined) return localStorage.getItem(`bodytext-${key}`);
    localStorage.setItem(`bodytext-${key}`, value);
  } catch {
    // Private windows and pages in frames may have none.
  }
  return value ?? null;
}
