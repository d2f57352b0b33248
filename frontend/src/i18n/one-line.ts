// What moves what follows it, ends a text for programs in C, or turns around what
// stands beside it: control characters, line separators, embeddings, overrides and
// isolates.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be found
const moves = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const turns = /[\u202a-\u202e\u2066-\u2069]/g;

// oneLine is a text of the tenant for places that take one line and nothing else: a
// title, a cell that is copied.
export const oneLine = (text: string) => text.replace(moves, ' ').replace(turns, '');
