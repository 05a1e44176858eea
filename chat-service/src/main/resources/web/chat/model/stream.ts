import { api, Refused, Unreachable } from './api';
import { Heartbeat } from './heartbeat';
import type { Entry, Mark, Session } from './types';

const UNAUTHORIZED = 4401;
const NOT_FOUND = 4404;

/** What is pushed, as long as it lasts: a socket whose other end is gone tells of its close late, so it can be hung up too. */
export class Stream {
  /** Rejects with what ended it; resolves when it was hung up without a reason. */
  readonly ended: Promise<void>;
  /** Ends it now, for a reason or for none. */
  readonly hangUp: (why: Refused | Unreachable | null) => void;

  constructor(session: Session, after: string, opened: () => void, came: (told: Entry | Mark) => void) {
    const socket = api.stream(session, after);
    const heartbeat = new Heartbeat(socket, () => this.hangUp(new Unreachable(null)));
    let done: () => void;
    let failed: (why: Error) => void;
    this.ended = new Promise((resolve, reject) => {
      done = resolve;
      failed = reject;
    });
    this.hangUp = (why) => {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
      heartbeat.end();
      if (why) failed(why);
      else done();
    };
    socket.onopen = opened;
    socket.onmessage = (frame) => {
      heartbeat.heard();
      const told = JSON.parse(frame.data);
      if (told.type !== 'pong') came(told);
    };
    socket.onclose = ({ code }) => {
      if (code === UNAUTHORIZED) this.hangUp(new Refused(401, 'unauthorized'));
      else if (code === NOT_FOUND) this.hangUp(new Refused(404, 'not-found'));
      else this.hangUp(new Unreachable(null));
    };
  }
}
