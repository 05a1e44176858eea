const PATIENCE_MS = 30_000;

export interface Fault {
  pointer?: string;
  parameter?: string;
  detail: string;
}

/** A problem document (RFC 9457): the service said no. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly faults: Fault[],
    readonly body: Record<string, any>,
    readonly retryAfterS: number | null,
  ) {
    super(code);
  }

  /** What is wrong with a field, by its JSON pointer. */
  of(pointer: string): string | null {
    return this.faults.find((it) => it.pointer === pointer || it.pointer?.startsWith(`${pointer}/`))?.detail ?? null;
  }
}

/** No answer. */
export class Unreachable extends Error {}

export interface Call {
  body?: unknown;
  /** Sent as it is, of this type. */
  file?: { content: Blob; type: string };
  /** Idempotency-Key: what is sent again under it happens once. */
  key?: string;
  token?: string | null;
  headers?: Record<string, string>;
  patienceMs?: number;
}

export interface Answer {
  status: number;
  body: any;
  headers: Headers;
}

/** The bytes of a file. @throws Unreachable also when there is none */
export async function fetched(path: string, token: string | null): Promise<Blob> {
  try {
    const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
    const answer = await fetch(path, { headers, credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.ok) return await answer.blob();
  } catch {
    // the same as an answer without bytes
  }
  throw new Unreachable();
}

export async function send(method: string, path: string, call: Call = {}): Promise<Answer> {
  const headers: Record<string, string> = { Accept: 'application/json', ...call.headers };
  if (call.body !== undefined) headers['Content-Type'] = 'application/json';
  if (call.file) headers['Content-Type'] = call.file.type;
  if (call.key) headers['Idempotency-Key'] = call.key;
  if (call.token) headers['Authorization'] = `Bearer ${call.token}`;
  let answer: Response;
  let body: any;
  try {
    answer = await fetch(path, {
      method,
      headers,
      body: call.file?.content ?? (call.body === undefined ? undefined : JSON.stringify(call.body)),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: call.file ? undefined : AbortSignal.timeout(call.patienceMs ?? PATIENCE_MS),
    });
    const text = await answer.text();
    body = text ? JSON.parse(text) : null;
  } catch {
    throw new Unreachable();
  }
  if (answer.ok || answer.status === 304) return { status: answer.status, body, headers: answer.headers };
  const code = String(body?.type ?? '').split('/').pop() ?? '';
  const wait = Number(answer.headers.get('Retry-After'));
  throw new Problem(answer.status, code, body?.detail ?? body?.title ?? '', body?.errors ?? [], body ?? {}, wait || null);
}
