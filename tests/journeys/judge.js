/* What axe holds against the page as it stands, beside axe itself in every page of the journeys.

Contrast is most of axe's work, and most texts are written like many others: those are judged once that differ in what
contrast comes from, which is their own letters and colours and whatever their ancestors paint behind them. */
const CONTRAST = "color-contrast";

window.judged = async function judged({rules, passed}) {
  const quick = await axe.run({...rules, reporter: "no-passes", rules: {[CONTRAST]: {enabled: false}}});
  const {unlike, texts} = textsUnlike(new Set(passed));
  if (!texts.length) return {violations: quick.violations, passed: []};
  const slow = await axe.run({include: texts}, {
    runOnly: {type: "rule", values: [CONTRAST]}, resultTypes: ["violations", "incomplete"], elementRef: true,
  });
  for (const {nodes} of [...slow.violations, ...slow.incomplete])
    for (const {element} of nodes) unlike.delete(element);
  for (const {nodes} of slow.violations) for (const node of nodes) delete node.element;
  return {violations: [...quick.violations, ...slow.violations], passed: [...unlike.values()]};
}

/* One visible text of each way of writing that has not passed yet, with that way. */
function textsUnlike(known) {
  const unlike = new Map();
  const visit = (element, behind) => {
    const style = getComputedStyle(element);
    if (style.display === "none") return;
    behind += painted(style);
    if (isWritten(element, style)) {
      const way = [style.color, style.fontSize, style.fontWeight, style.textShadow, behind].join(" ");
      if (!known.has(way)) {
        known.add(way);
        unlike.set(element, way);
      }
    }
    for (const child of element.children) visit(child, behind);
  };
  visit(document.body, "");
  return {unlike, texts: [...unlike.keys()]};
}

/* What lies behind whatever is in the element, or hides a part of it; nothing for most. */
function painted(style) {
  const plain = {
    backgroundColor: "rgba(0, 0, 0, 0)", backgroundImage: "none", opacity: "1", clip: "auto", clipPath: "none",
    filter: "none", mixBlendMode: "normal", position: "static",
  };
  return Object.keys(plain).filter(name => style[name] !== plain[name]).map(name => `${name} ${style[name]};`).join("");
}

/* Axe judges it: something of its own to read, and not for what is switched off. */
function isWritten(element, style) {
  if (style.visibility !== "visible" || element.closest(":disabled, [aria-disabled=true]")) return false;
  if (element.control?.disabled || !element.getClientRects().length) return false;
  if (element.matches("input, select, textarea")) return true;
  return [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && /[\p{L}\p{N}]/u.test(node.data));
}
