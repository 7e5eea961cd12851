// Where things are on a page: what sticks out of it, is cut, or lies over something else. Everything here runs in the page.
"use strict";

// Sentences about boxes that are wrong among what is visible in `root`; the first few of each kind.
const wrongBoxes = (root) => {
  const found = [];
  const most = 5;
  const wide = document.documentElement.clientWidth;
  const name = (element) => {
    const parts = [];
    for (let at = element; at && at !== document.body && parts.length < 3; at = at.parentElement)
      parts.unshift(at.localName + (at.id ? "#" + at.id.slice(0, 24) : at.className && at.className.baseVal === undefined ? "." + String(at.className).split(" ")[0] : ""));
    return parts.join(" > ");
  };
  const kinds = new Map();
  const tell = (kind, sentence) => {
    const count = (kinds.get(kind) || 0) + 1;
    kinds.set(kind, count);
    if (count <= most) found.push(`${kind}: ${sentence}`);
  };
  const holders = new Map();
  const scrolls = (element) => {
    if (!element || element === document.body) return null;
    if (!holders.has(element)) holders.set(element, ["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(element).overflowX) ? element : scrolls(element.parentElement));
    return holders.get(element);
  };
  // As much of a box as the element that it scrolls in, or is cut by, lets be seen.
  const within = (box, holder) => {
    if (!holder) return box;
    const frame = holder.getBoundingClientRect();
    return { left: Math.max(box.left, frame.left), right: Math.min(box.right, frame.right), top: Math.max(box.top, frame.top), bottom: Math.min(box.bottom, frame.bottom) };
  };
  const lifts = new Map();
  const lifted = (element) => {
    if (!element || element === document.body) return false;
    if (!lifts.has(element)) lifts.set(element, ["sticky", "fixed", "absolute"].includes(getComputedStyle(element).position) || lifted(element.parentElement));
    return lifts.get(element);
  };
  if (document.documentElement.scrollWidth > wide) tell("wider than the window", `${document.documentElement.scrollWidth} of ${wide} pixels`);

  // Texts: each line of each text, as the eye sees it.
  const lines = [];
  const walker = document.createTreeWalker(document.querySelector(root), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (element.closest(".hidden, option, script, style, title") || element.closest("[aria-hidden=true]")) continue;
    if (parseFloat(getComputedStyle(element).fontSize) === 0) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const holder = scrolls(element);
    for (const whole of range.getClientRects()) {
      const box = within(whole, holder);
      if (box.right - box.left < 1 || box.bottom - box.top < 1) continue;
      if (!holder && (box.left < -0.5 || box.right > wide + 0.5)) tell("out of the window", `"${node.data.trim().slice(0, 30)}" in ${name(element)} at ${Math.round(box.left)}..${Math.round(box.right)} of ${wide}`);
      lines.push({ box, element, text: node.data.trim().slice(0, 30) });
    }
  }

  // What hides what does not fit.
  for (const element of document.querySelectorAll(root + " *")) {
    if (!element.checkVisibility() || element.closest(".hidden, svg, select")) continue;
    const style = getComputedStyle(element);
    const hides = (value) => value === "hidden" || value === "clip";
    if (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1 && style.textOverflow !== "ellipsis")
      tell("cut", `${name(element)} shows ${element.clientWidth} of ${element.scrollWidth} pixels of "${element.textContent.trim().slice(0, 30)}"`);
    if (style.textOverflow === "ellipsis" && element.scrollWidth > element.clientWidth + 1 && !element.closest("[title]") && !element.querySelector("[title]"))
      tell("cut without a way to read it", `${name(element)}: "${element.textContent.trim().slice(0, 40)}"`);
    if (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 2) tell("cut below", name(element));
  }

  // Lines of text of different elements that lie over each other. What sticks while the page scrolls may cover others.
  lines.sort((a, b) => a.box.top - b.box.top);
  for (let i = 0; i < lines.length; i++)
    for (let j = i + 1; j < lines.length && lines[j].box.top < lines[i].box.bottom - 2; j++) {
      const [a, b] = [lines[i], lines[j]];
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (across < 2 || down < 4 || a.element === b.element) continue;
      if (lifted(a.element) || lifted(b.element)) continue;
      tell("one over the other", `"${a.text}" (${name(a.element)}) and "${b.text}" (${name(b.element)}), ${Math.round(across)} by ${Math.round(down)} pixels`);
    }
  for (const [kind, count] of kinds) if (count > most) found.push(`${kind}: and ${count - most} more`);
  return found;
};

module.exports = { wrongBoxes };
