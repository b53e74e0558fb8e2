// The extension: a click on its button saves the page as Markdown. It reads the one page that it is clicked on, and nothing else.

import { extract, init } from "bodytext";
import { clipping } from "./clip.js";

chrome.action.onClicked.addListener(async (tab) => {
  try {
    const [{ result: page }] = await chrome.scripting.executeScript({
      target: { tabId: tab.id },
      func: () => ({ html: document.documentElement.outerHTML, url: location.href, type: document.contentType }),
    });
    await init();
    const article = extract(page.html, { url: page.url });
    if (article.status === "empty") return await badge(tab, "–", article.emptyReason.replaceAll("_", " "));
    const { name, content } = clipping(article, article.toMarkdown({ frontMatter: true }), page.url);
    await chrome.downloads.download({
      url: `data:text/markdown;charset=utf-8,${encodeURIComponent(content)}`,
      filename: name,
      conflictAction: "uniquify",
    });
    await badge(tab, "✓", name);
  } catch (error) {
    // Pages of the browser's own are closed to extensions.
    await badge(tab, "!", error.message);
  }
});

async function badge(tab, text, title) {
  await chrome.action.setBadgeText({ tabId: tab.id, text });
  await chrome.action.setTitle({ tabId: tab.id, title: `bodytext: ${title}` });
}
