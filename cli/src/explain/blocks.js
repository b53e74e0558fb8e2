// Ways through a long list of text blocks: from kept to kept, search, folds. Of the program's explanation and of the page in web/.

/**
 * @param {HTMLElement} list holds the blocks (`.b`), some of them in folds (`details.fold`)
 * @param {{ search: HTMLInputElement, found: HTMLElement, next: HTMLElement, previous: HTMLElement }} tools
 */
export function browse(list, { search, found, next, previous }) {
  const isKept = (block) =>
    block.classList.contains("kept") ||
    block.classList.contains("kept-by-repair") ||
    block.classList.contains("kept-by-wish");
  let hits = [];

  function show(block) {
    for (let fold = block.closest("details.fold"); fold; fold = fold.parentElement.closest("details.fold"))
      fold.open = true;
    block.focus({ preventScroll: true });
    block.scrollIntoView({ block: "center" });
  }

  /** The block that comes next after the one with the focus, or after what is on view, in one direction or the other. */
  function step(blocks, backwards) {
    if (blocks.length === 0) return;
    const here = list.contains(document.activeElement) ? document.activeElement.closest(".b") : null;
    const isBeyond = (block) => {
      if (!here) return false;
      const side =
        here.compareDocumentPosition(block) &
        (backwards ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING);
      return side !== 0;
    };
    show((backwards ? blocks.findLast(isBeyond) : blocks.find(isBeyond)) ?? blocks.at(backwards ? -1 : 0));
  }

  /** The first block of each run of kept ones. */
  function starts() {
    const blocks = [...list.querySelectorAll(".b")];
    return blocks.filter((block, index) => isKept(block) && !(index > 0 && isKept(blocks[index - 1])));
  }

  function look() {
    const wanted = search.value.trim().toLowerCase();
    hits = [];
    for (const block of list.querySelectorAll(".b")) {
      const isHit = wanted !== "" && block.firstElementChild.textContent.toLowerCase().includes(wanted);
      block.classList.toggle("hit", isHit);
      if (isHit) hits.push(block);
    }
    for (const fold of list.querySelectorAll("details.fold")) if (fold.querySelector(".hit")) fold.open = true;
    found.textContent = wanted === "" ? "" : String(hits.length);
  }

  search.addEventListener("input", look);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (hits.length > 0) {
      const [first] = hits;
      show(first);
    }
  });
  next.addEventListener("click", () => step(starts(), false));
  previous.addEventListener("click", () => step(starts(), true));
  list.ownerDocument.addEventListener("keydown", (event) => {
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.target.closest("input, textarea, select, [contenteditable]")
    )
      return;
    const act = {
      j: () => step(starts(), false),
      k: () => step(starts(), true),
      n: () => step(hits, false),
      p: () => step(hits, true),
    }[event.key];
    if (event.key === "/") {
      event.preventDefault();
      search.focus();
    } else if (act && list.offsetParent !== null) act();
  });
  return { look };
}
