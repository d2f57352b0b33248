// What a selector says beside the elements it means: states, and parts that are
// no elements.
const states = /::?(?!is\(|where\(|not\()[a-z-]+(\((?:[^()]|\([^()]*\))*\))?/g;
// Nobody points at a picture.
const moving = /:(hover|active|focus)/;
const unsaid = /([a-z-]+): ;/g;

// first gives an element that a selector means; undefined when there is none.
function first(selector: string, root: Element): Element | undefined {
  for (const part of selector.split(/,(?![^(]*\))/)) {
    if (moving.test(part)) continue;
    try {
      const found = root.querySelector(part.replace(states, '').trim() || '*');
      if (found) return found;
    } catch {
      return root; // one that cannot be taken apart so stays
    }
  }
  return undefined;
}

// A value that follows from a custom property, in a rule that says more of the
// same, is not told by the rule: then the element itself tells it.
// https://drafts.csswg.org/css-variables/#variables-in-shorthands
function whole(css: string, selector: string, element: Element): string {
  const [part = ''] = /::[a-z-]+/.exec(selector) ?? [];
  const drawn = getComputedStyle(element, part);
  return css.replace(unsaid, (_, name) => `${name}: ${drawn.getPropertyValue(name)};`);
}

// used gives a rule as text, without what nothing below root goes by: that is
// nearly all. around is the selector of the rule it stands in.
function used(rule: CSSRule, root: Element, around = ''): string {
  if (rule instanceof CSSStyleRule) {
    const selector = around ? rule.selectorText.replaceAll('&', `:is(${around})`) : rule.selectorText;
    const element = first(selector, root);
    if (!element) return '';
    const inner = [...rule.cssRules].map((one) => used(one, root, selector)).join('');
    return `${rule.selectorText}{${whole(rule.style.cssText, selector, element)}${inner}}`;
  }
  if (rule instanceof CSSMediaRule && !window.matchMedia(rule.conditionText).matches) return '';
  if (rule instanceof CSSSupportsRule && !CSS.supports(rule.conditionText)) return '';
  if (rule instanceof CSSGroupingRule) return [...rule.cssRules].map((one) => used(one, root, around)).join('');
  return ''; // nothing moves in a picture
}

const declared = /(--[\w-]+)\s*:\s*([^;{}]*);/g;
const asked = (text: string) => [...text.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name ?? '');

// withoutIdle leaves out custom properties that nothing asks for. The theme and
// the table declare a thousand of them, which every element inherits.
function withoutIdle(css: string, more: string): string {
  const values = new Map<string, string>();
  for (const [, name = '', value = ''] of css.matchAll(declared))
    values.set(name, `${values.get(name) ?? ''} ${value}`);
  const wanted = new Set<string>();
  const look = asked(css.replace(declared, '') + more);
  for (let name = look.pop(); name !== undefined; name = look.pop()) {
    if (wanted.has(name)) continue;
    wanted.add(name);
    look.push(...asked(values.get(name) ?? ''));
  }
  return css.replace(declared, (said, name) => (wanted.has(name) ? said : ''));
}

// stylesOf gives the rules by which root is drawn, as text that looks the same in
// a page of its own. They are read from the rules themselves: most are written at
// run time and stand in no text. more is what else may ask for custom properties.
export function stylesOf(root: Element, more: string): string {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  return withoutIdle(rules.map((rule) => used(rule, root)).join('\n'), more);
}
