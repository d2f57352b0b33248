import type { ErrorCode } from './types';

// AppError is how a failure of the program is known in the window: a code of
// the closed list, and the message for codes the window has no better sentence
// for: in English, and as it was put together (see i18n/said).
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly op: string;
  readonly retryAfter: number;
  readonly format: string; // what the message was made of
  readonly args: readonly string[];
  readonly requestId: string;
  readonly link: string; // the page on which it is put right

  constructor(fields: {
    code: ErrorCode;
    op?: string;
    message?: string;
    format?: string;
    args?: readonly string[];
    retryAfter?: number;
    requestId?: string;
    link?: string;
  }) {
    super(fields.message ?? '');
    this.name = 'AppError';
    this.code = fields.code;
    this.op = fields.op ?? '';
    this.format = fields.format ?? '';
    this.args = fields.args ?? [];
    this.retryAfter = fields.retryAfter ?? 0;
    this.requestId = fields.requestId ?? '';
    this.link = fields.link ?? '';
  }
}

// toAppError reads whatever a bound method rejected with: the JSON string that
// the Go side makes, an Error around that string, or anything else, which is
// then an internal failure.
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const text = thrown instanceof Error ? thrown.message : typeof thrown === 'string' ? thrown : '';
  try {
    const fields: unknown = JSON.parse(text);
    if (typeof fields === 'object' && fields !== null && 'code' in fields && typeof fields.code === 'string') {
      return new AppError(fields as { code: ErrorCode });
    }
  } catch {
    // Not the program's JSON: told as it is, below.
  }
  return new AppError({ code: 'internal', message: text });
}
