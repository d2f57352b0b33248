import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// Step is one thing that is done on a way through the window.
export interface Step {
  kind: 'click' | 'keys' | 'type' | 'drop';
  text: string;
  counts: boolean; // as a click
}

// Question is one of docs/questions.md.
export interface Question {
  number: number;
  asked: string;
  waits: boolean; // has no answer yet, and says so
  commands: string[][]; // of the console, without the name of the program
  steps: Step[];
  said: string[]; // by the window, at the end of the way
}

const root = join(import.meta.dirname, '..', '..');

// commandsOf finds the commands of a part of the document.
const commandsOf = (part: string): string[][] =>
  [...part.matchAll(/^licensectl (.+)$/gm)].map(([, line = '']) =>
    [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''),
  );

function stepOf(text: string): Step {
  const [, word, name] = /^(drop )?\*+(.+?)\*+$/.exec(text) ?? [];
  if (name && text.startsWith('**')) return { kind: 'click', text: name, counts: true };
  if (name) return { kind: word ? 'drop' : 'type', text: name, counts: false };
  if (/^(Ctrl|Alt)\+\w+$/.test(text)) return { kind: 'keys', text, counts: true };
  throw new Error(`docs/questions.md: what is done with “${text}”?`);
}

function questionOf(part: string): Question {
  const [, number, asked = ''] = /^(\d+)\. (.+)$/m.exec(part) ?? [];
  // A way ends with its sentence, and the paragraph tells what is seen there.
  const [, way = '', seen = ''] = /^In the window: (.+?)\. (.+?)\n\n/ms.exec(part) ?? [];
  return {
    number: Number(number),
    asked,
    waits: /^Not answered yet/m.test(part),
    commands: commandsOf(part),
    steps: way ? way.split(' › ').map(stepOf) : [],
    said: [...seen.matchAll(/“(.+?)”/gs)].map(([, text = '']) => text.replaceAll('\n', ' ')),
  };
}

const [head = '', ...parts] = readFileSync(join(root, 'docs', 'questions.md'), 'utf8').split('\n## ');

// questions are those of docs/questions.md, with the commands that come before
// all of them.
export const questions = { commands: commandsOf(head), all: parts.map(questionOf) };
