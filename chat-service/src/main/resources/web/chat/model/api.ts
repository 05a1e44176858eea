import type { Entry, Message, Product, Session } from './types';

const PATIENCE_MS = 30_000;
/** A file has up to 100 MB, and some lines are slow. */
const FILE_PATIENCE_MS = 600_000;
const PAGE = 100;

/** The service said no, and a repeat would hear the same. */
export class Refused extends Error {
  constructor(readonly status: number, readonly code: string) {
    super(code);
  }
}

/** No answer, or none that counts; worth another try. */
export class Unreachable extends Error {
  constructor(readonly retryAfterMs: number | null) {
    super('unreachable');
  }
}

interface Call {
  body?: unknown;
  /** Sent as it is, instead of a body in JSON. */
  file?: Blob;
  key?: string;
  token?: string;
  patienceMs?: number;
}

async function call(method: string, path: string, { body, file, key, token, patienceMs = PATIENCE_MS }: Call = {}): Promise<any> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (file) headers['Content-Type'] = file.type;
  if (key) headers['Idempotency-Key'] = key;
  if (token) headers['Authorization'] = `Bearer ${token}`;
  let answer: Response;
  let content: any;
  try {
    answer = await fetch(path, {
      method,
      headers,
      body: file ?? (body === undefined ? undefined : JSON.stringify(body)),
      credentials: 'omit',
      signal: AbortSignal.timeout(patienceMs),
    });
    const text = await answer.text();
    content = text ? JSON.parse(text) : null;
  } catch {
    throw new Unreachable(null);
  }
  if (answer.ok) return content;
  const code = String(content?.type ?? '').split('/').pop() ?? '';
  if (answer.status >= 500 || answer.status === 429 || code === 'request-in-progress') {
    const wait = Number(answer.headers.get('Retry-After'));
    throw new Unreachable(wait > 0 ? wait * 1000 : null);
  }
  throw new Refused(answer.status, code);
}

export const api = {
  async open(handle: string, locale: string, key: string, referral: object | null): Promise<Session> {
    const body = referral ? { locale, referral } : { locale };
    const opened = await call('POST', `/chat/v1/shops/${handle}/conversations`, { body, key });
    return {
      conversationId: opened.conversation_id,
      token: opened.token,
      expiresAt: Date.now() + opened.expires_in * 1000,
      termsVersion: opened.terms_version,
      consent: opened.consent_given,
    };
  },

  async renew(session: Session): Promise<Session> {
    const renewed = await call('POST', `${conversation(session)}/token`, { token: session.token });
    return { ...session, token: renewed.token, expiresAt: Date.now() + renewed.expires_in * 1000 };
  },

  /** A page of what came behind this message, oldest first, and whether there is more. */
  async behind(
    session: Session,
    after: string | null,
    patienceMs?: number,
  ): Promise<{ entries: Entry[]; more: boolean }> {
    const query = after ? `&after=${encodeURIComponent(after)}` : '';
    const path = `${conversation(session)}/messages?limit=${PAGE}${query}`;
    const page = await call('GET', path, { token: session.token, patienceMs });
    return { entries: page.data, more: Boolean(page.paging?.next) };
  },

  async post(session: Session, message: Message, key: string): Promise<string> {
    const posted = await call('POST', `${conversation(session)}/messages`, {
      body: message,
      key,
      token: session.token,
    });
    return posted.id;
  },

  async read(session: Session, id: string): Promise<void> {
    const path = `${conversation(session)}/messages/${encodeURIComponent(id)}/status`;
    await call('PUT', path, { body: { status: 'read' }, token: session.token });
  },

  /** Keeps a picture for this conversation; its id. */
  async upload(session: Session, file: Blob, key: string): Promise<string> {
    const kept = await call('POST', `${conversation(session)}/media`, {
      file,
      key,
      token: session.token,
      patienceMs: FILE_PATIENCE_MS,
    });
    return kept.id;
  },

  /** The bytes of what the shop showed in this conversation. @throws Unreachable also when there are none */
  async media(session: Session, id: string): Promise<Blob> {
    try {
      const answer = await fetch(`/chat/v1/media/${encodeURIComponent(id)}`, {
        headers: { Authorization: `Bearer ${session.token}` },
        credentials: 'omit',
        signal: AbortSignal.timeout(FILE_PATIENCE_MS),
      });
      if (answer.ok) return await answer.blob();
    } catch {
      // the same as an answer without bytes
    }
    throw new Unreachable(null);
  },

  async consent(session: Session, given: boolean): Promise<void> {
    const body = given ? { business_terms: true, version: session.termsVersion } : { business_terms: false };
    await call('PUT', `${conversation(session)}/consent`, { body, token: session.token });
  },

  async product(session: Session, retailerId: string): Promise<Product> {
    return call('GET', `/catalog/v1/products/${encodeURIComponent(retailerId)}`, session);
  },

  async products(session: Session, cursor: string | null): Promise<{ products: Product[]; next: string | null }> {
    const query = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const page = await call('GET', `/catalog/v1/products?limit=30${query}`, session);
    return { products: page.data, next: page.paging?.next ?? null };
  },

  /** Where messages are pushed; a token belongs into no address, so it is a subprotocol. */
  stream(session: Session, after: string): WebSocket {
    const origin = location.origin.replace(/^http/, 'ws');
    const path = `${conversation(session)}/stream?after=${encodeURIComponent(after)}`;
    return new WebSocket(origin + path, ['tresen.v1', session.token]);
  },
};

function conversation(session: Session) {
  return `/chat/v1/conversations/${session.conversationId}`;
}
