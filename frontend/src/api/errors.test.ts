import { describe, expect, it } from 'vitest';
import { toAppError } from './errors';

const wire = JSON.stringify({ code: 'busy', op: 'start', message: 'Wait.', retryAfter: 3, requestId: 'r1' });

describe('what a bound method rejects with', () => {
  it.each([
    ['the string itself', wire],
    ['an Error around the string', new Error(wire)],
  ])('is read from %s', (_, thrown) => {
    expect(toAppError(thrown)).toMatchObject({
      code: 'busy',
      op: 'start',
      message: 'Wait.',
      retryAfter: 3,
      requestId: 'r1',
    });
  });

  it.each([
    ['a plain text', 'boom'],
    ['an Error', new Error('boom')],
    ['JSON of something else', '{"a":1}'],
    ['nothing', undefined],
  ])('is internal when it is %s', (_, thrown) => {
    expect(toAppError(thrown).code).toBe('internal');
  });

  it('is left alone when it was read before', () => {
    const error = toAppError(wire);
    expect(toAppError(error)).toBe(error);
  });
});
