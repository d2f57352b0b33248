import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { dateColumns } from '../table/words';
import { ledger } from '../wailsjs/go/models';
import en from './en.json';
import nl from './nl.json';

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, path = ''): Map<string, string> {
  const out = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === 'string') out.set(here, value);
    else for (const [inner, text] of flat(value, here)) out.set(inner, text);
  }
  return out;
}

const english = flat(en);
const dutch = flat(nl);
const stem = (key: string) => key.replace(/_(zero|one|other)$/, '');
const variables = (text: string) => [...text.matchAll(/{{\s*(\w+)/g)].map((match) => match[1]).sort();

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['wailsjs', 'testing'].includes(entry.name) ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

const src = join(import.meta.dirname, '..');
const files = sources(src).map((path) =>
  ts.createSourceFile(
    path.slice(src.length + 1),
    readFileSync(path, 'utf8'),
    ts.ScriptTarget.ES2022,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  ),
);

function walk(visit: (node: ts.Node, file: ts.SourceFile) => void) {
  for (const file of files) {
    const step = (node: ts.Node) => {
      visit(node, file);
      ts.forEachChild(node, step);
    };
    step(file);
  }
}

const isT = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 't';

const hasT = (node: ts.Node): boolean =>
  isT(node) || (ts.forEachChild(node, (child) => hasT(child) || undefined) ?? false);

const where = (node: ts.Node, file: ts.SourceFile) => {
  const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return `${file.fileName}:${line + 1} ${node.getText(file).slice(0, 80)}`;
};

// Keys that the program asks for: literals, and patterns for keys with a part
// that is only known while it runs.
const asked: { pattern: RegExp; text: string; at: string }[] = [];
walk((node, file) => {
  if (!isT(node)) return;
  let argument = node.arguments[0];
  while (argument && (ts.isAsExpression(argument) || ts.isParenthesizedExpression(argument)))
    argument = argument.expression;
  if (!argument) return;
  const at = where(node, file);
  if (ts.isStringLiteral(argument))
    asked.push({ pattern: new RegExp(`^${argument.text.replaceAll('.', '\\.')}$`), text: argument.text, at });
  else if (ts.isTemplateExpression(argument)) {
    const parts = [argument.head.text, ...argument.templateSpans.map((span) => span.literal.text)];
    asked.push({
      pattern: new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('[^.]+')}$`),
      text: parts.join('*'),
      at,
    });
  } else asked.push({ pattern: /^$/, text: 'neither a key nor a template of one', at });
});
const nested = [...english.values()].flatMap((text) =>
  [...text.matchAll(/\$t\(([\w.]+)/g)].map((match) => match[1] ?? ''),
);

describe('the languages', () => {
  it('have the same texts', () => {
    expect([...dutch.keys()].map(stem).sort()).toEqual([...english.keys()].map(stem).sort());
  });

  it('have every form of number that their grammar asks for', () => {
    for (const [language, texts] of [
      ['en', english],
      ['nl', dutch],
    ] as const) {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const counted = new Set([...texts.keys()].filter((key) => /_(one|other)$/.test(key)).map(stem));
      for (const key of counted)
        for (const form of forms) expect(texts.has(`${key}_${form}`), `${language} ${key}_${form}`).toBe(true);
    }
  });

  it('fill in the same things', () => {
    for (const [key, text] of english) expect(variables(dutch.get(key) ?? ''), key).toEqual(variables(text));
  });

  it('are complete for what the program asks', () => {
    const keys = [...english.keys()].map(stem);
    const missing = asked.filter(({ pattern }) => !keys.some((key) => pattern.test(key)));
    expect(missing.map(({ text, at }) => `${text} at ${at}`)).toEqual([]);
  });

  it('hold nothing that the program never asks', () => {
    const unused = [...english.keys()].filter(
      (key) => !asked.some(({ pattern }) => pattern.test(stem(key))) && !nested.includes(stem(key)),
    );
    expect(unused).toEqual([]);
  });

  it('keep keys that are put together apart from the others', () => {
    const literal = asked.filter(({ text }) => !text.includes('*'));
    const together = asked.filter(({ text }) => text.includes('*'));
    const mixed = literal.filter(({ text }) => together.some(({ pattern }) => pattern.test(text)));
    expect(mixed.map(({ at }) => at)).toEqual([]);
  });

  it('have a word for every code', () => {
    for (const texts of [english, dutch]) {
      for (const code of Object.values(ledger.Code)) {
        expect(texts.has(`error.${code}.title`), code).toBe(true);
        expect(texts.has(`error.${code}.text`), code).toBe(true);
      }
      for (const status of Object.values(ledger.Status)) expect(texts.has(`words.status.${status}`), status).toBe(true);
      for (const origin of Object.values(ledger.Origin)) expect(texts.has(`words.origin.${origin}`), origin).toBe(true);
      for (const tier of Object.values(ledger.Tier)) expect(texts.has(`words.tier.${tier}`), tier).toBe(true);
      for (const product of Object.values(ledger.Product))
        expect(texts.has(`words.product.${product}`), product).toBe(true);
      for (const kind of Object.values(ledger.ViewKind)) expect(texts.has(`views.${kind}`), kind).toBe(true);
      for (const kind of Object.values(ledger.DifferenceKind))
        expect(texts.has(`compare.kind.${kind}`), kind).toBe(true);
      for (const reason of Object.values(ledger.DifferenceReason))
        expect(texts.has(`compare.reason.${reason}`), reason).toBe(true);
      for (const code of Object.values(ledger.EvidenceCode))
        if (!['blocked', 'left', 'returned', 'unknown', 'not_assigned'].includes(code))
          expect(texts.has(`evidence.says.${code}`), code).toBe(true);
      for (const why of Object.values(ledger.ConfidenceReason))
        expect(texts.has(`evidence.why.${why}`), why).toBe(true);
      for (const why of Object.values(ledger.AssignmentError))
        expect(texts.has(`evidence.error.${why}`), why).toBe(true);
      for (const column of dateColumns) expect(texts.has(`columns.${column}`), column).toBe(true);
    }
  });
});

describe('sentences', () => {
  it('stand in the language files, not in the program', () => {
    const loose: string[] = [];
    walk((node, file) => {
      if (ts.isJsxText(node) && /\p{Letter}/u.test(node.text)) loose.push(where(node, file));
      if (!ts.isJsxAttribute(node) || !node.initializer || !ts.isStringLiteral(node.initializer)) return;
      const spoken = [
        'aria-label',
        'aria-description',
        'title',
        'placeholder',
        'label',
        'alt',
        'content',
        'hint',
        'text',
      ];
      if (spoken.includes(node.name.getText(file)) && /\p{Letter}/u.test(node.initializer.text))
        loose.push(where(node, file));
    });
    expect(loose).toEqual([]);
  });

  it('are not glued from parts', () => {
    const glued: string[] = [];
    walk((node, file) => {
      if (
        ts.isBinaryExpression(node) &&
        node.operatorToken.kind === ts.SyntaxKind.PlusToken &&
        (isT(node.left) || isT(node.right))
      ) {
        glued.push(where(node, file));
      }
      if (ts.isTemplateExpression(node) && node.templateSpans.some((span) => hasT(span.expression)))
        glued.push(where(node, file));
      if (
        ts.isCallExpression(node) &&
        ts.isPropertyAccessExpression(node.expression) &&
        node.expression.name.text === 'join' &&
        hasT(node.expression.expression)
      ) {
        glued.push(where(node, file));
      }
      if (!ts.isJsxElement(node)) return;
      const told = node.children.filter((child) => !(ts.isJsxText(child) && child.containsOnlyTriviaWhiteSpaces));
      for (const [index, child] of told.entries()) {
        const next = told[index + 1];
        const says = (one: ts.Node | undefined) =>
          one && ts.isJsxExpression(one) && one.expression !== undefined && isT(one.expression);
        if (next && says(child) && (ts.isJsxExpression(next) ? !isElement(next) : ts.isJsxText(next)))
          glued.push(where(node, file));
      }
    });
    expect(glued).toEqual([]);
  });
});

// A JSX expression that gives an element, or nothing, is no part of a sentence.
function isElement(node: ts.JsxExpression): boolean {
  const inner = node.expression;
  if (!inner) return true;
  const branches = ts.isConditionalExpression(inner) ? [inner.whenTrue, inner.whenFalse] : [inner];
  return branches.every((branch) => {
    const plain = ts.isParenthesizedExpression(branch) ? branch.expression : branch;
    return (
      ts.isJsxElement(plain) ||
      ts.isJsxSelfClosingElement(plain) ||
      ts.isJsxFragment(plain) ||
      plain.kind === ts.SyntaxKind.NullKeyword
    );
  });
}
