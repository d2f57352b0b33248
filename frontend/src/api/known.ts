// known leaves out of an answer what the program says is null: the generated types
// say that it may be missing, and so what is checked is one thing.
export function known<T>(answer: T): T {
  if (Array.isArray(answer)) return answer.map(known) as T;
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(
    Object.entries(answer).flatMap(([field, value]) => (value === null ? [] : [[field, known(value)]])),
  ) as T;
}
