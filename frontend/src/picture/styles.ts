// What a selector says beside the elements it means: states, and parts that are
// no elements.
const states = /::?(?!is\(|where\(|not\()[a-z-]+(\((?:[^()]|\([^()]*\))*\))?/g;

function matches(selector: string, root: Element): boolean {
  try {
    return root.querySelector(selector.replace(states, '') || '*') !== null;
  } catch {
    return true; // one that cannot be taken apart so stays
  }
}

// used gives a rule as text, without what nothing below root goes by: that is
// nearly all. around is the selector of the rule it stands in.
function used(rule: CSSRule, root: Element, around = ''): string {
  if (rule instanceof CSSStyleRule) {
    const selector = around ? rule.selectorText.replaceAll('&', `:is(${around})`) : rule.selectorText;
    if (!matches(selector, root)) return '';
    const inner = [...rule.cssRules].map((one) => used(one, root, selector)).join('');
    return `${rule.selectorText}{${rule.style.cssText}${inner}}`;
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
  return css.replace(declared, (whole, name) => (wanted.has(name) ? whole : ''));
}

// stylesOf gives the rules by which root is drawn, as text that looks the same in
// a page of its own. They are read from the rules themselves: most are written at
// run time and stand in no text. more is what else may ask for custom properties.
export function stylesOf(root: Element, more: string): string {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  return withoutIdle(rules.map((rule) => used(rule, root)).join('\n'), more);
}
