import { fetched, Problem, send, type Answer, type Call } from './http';

const PATH = '/chat/v1/console/session';
const RENEW_BEFORE_MS = 60_000;
const HINT = 'tresen.console';

export interface Person {
  staff_id: string;
  role: 'owner' | 'agent';
  display_name: string;
  email?: string;
}

export interface Shop {
  business_id: string;
  name: string;
  handle: string;
  country: string;
  currency: string;
  language: string;
}

/**
 * Who is signed in. The token lives in this page's memory alone; a cookie that no script can read renews it. Pages of one
 * browser renew one after another, since each renewal spends the cookie. Tells by a `change` event.
 */
class Session extends EventTarget {
  person: Person | null = null;
  shop: Shop | null = null;
  private token: string | null = null;
  private endsAt = 0;
  private renewal: Promise<boolean> | null = null;

  get owner(): boolean {
    return this.person?.role === 'owner';
  }

  async signIn(email: string, password: string, handle?: string) {
    this.take(await send('POST', PATH, { body: { email, password, ...(handle ? { handle } : {}) } }));
  }

  async signOut() {
    const token = this.token;
    this.lose();
    await send('DELETE', PATH, { token }).catch(() => undefined);
  }

  /** Goes on where this browser was signed in. */
  resume(): Promise<boolean> {
    return hint() === null ? Promise.resolve(false) : this.renew();
  }

  /** A new token for the cookie. False where nobody is signed in any more. */
  private renew(): Promise<boolean> {
    this.renewal ??= this.renewOnce().finally(() => (this.renewal = null));
    return this.renewal;
  }

  /** Calls for whoever is signed in; a token that ran out is renewed first. */
  async call(method: string, path: string, call: Call = {}): Promise<Answer> {
    if (Date.now() > this.endsAt - RENEW_BEFORE_MS) await this.renew();
    try {
      return await send(method, path, { ...call, token: this.token });
    } catch (e) {
      if (!(e instanceof Problem && e.status === 401) || !(await this.renew())) throw e;
      return send(method, path, { ...call, token: this.token });
    }
  }

  /** A file. @throws Unreachable also when there is none */
  async file(path: string): Promise<Blob> {
    if (Date.now() > this.endsAt - RENEW_BEFORE_MS) await this.renew();
    return fetched(path, this.token);
  }

  /** A token belongs into no address, so it is a subprotocol. */
  async stream(path: string): Promise<WebSocket> {
    if (Date.now() > this.endsAt - RENEW_BEFORE_MS) await this.renew();
    return new WebSocket(location.origin.replace(/^http/, 'ws') + path, ['tresen.v1', this.token ?? '']);
  }

  private async renewOnce(): Promise<boolean> {
    const renew = async () => this.take(await send('PUT', PATH));
    try {
      await (navigator.locks ? navigator.locks.request('tresen-session', renew) : renew());
      return true;
    } catch (e) {
      if (!(e instanceof Problem && e.status === 401)) throw e;
      this.lose();
      return false;
    }
  }

  private take({ body }: Answer) {
    const before = this.person;
    this.token = body.token;
    this.endsAt = Date.now() + body.expires_in * 1000;
    this.person = body.staff;
    this.shop = body.business;
    hint('in');
    if (before?.staff_id !== this.person!.staff_id || before?.role !== this.person!.role) this.changed();
  }

  private lose() {
    this.token = null;
    this.endsAt = 0;
    const was = this.person;
    this.person = null;
    this.shop = null;
    hint(null);
    if (was) this.changed();
  }

  private changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/** Whether anybody signed in here lately: only then is there a cookie to ask about. It says nothing of who. */
function hint(value?: string | null): string | null {
  try {
    if (value === null) localStorage.removeItem(HINT);
    else if (value !== undefined) localStorage.setItem(HINT, value);
    return localStorage.getItem(HINT);
  } catch {
    return 'unknown'; // no storage here: ask
  }
}

export const session = new Session();

/** The body of a call for whoever is signed in. */
export async function get(path: string): Promise<any> {
  return (await session.call('GET', path)).body;
}
