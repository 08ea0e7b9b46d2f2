import { conduct, type Session } from "./conduct.ts";
import { type Screen, Stopped } from "./model.ts";

export interface KioskOptions {
  /** Milliseconds without a key after which the kiosk returns to its start screen. */
  readonly idle: number;
  /** Calls the listener at every key; returns how to end that. */
  readonly onKey: (listener: () => void) => () => void;
  /** Aborted when the program is to end. */
  readonly signal: AbortSignal;
}

/** How long the thanks stay on the screen, in milliseconds. */
const THANKS = 4000;

/** A signal that aborts with `signal`, or when no key came for `idle` milliseconds. */
class IdleWatch {
  readonly #controller = new AbortController();
  readonly #options: KioskOptions;
  readonly #ends: () => void;
  #timer: NodeJS.Timeout | undefined;
  isIdle = false;

  constructor(options: KioskOptions) {
    this.#options = options;
    const stop = (): void => this.#controller.abort();
    options.signal.addEventListener("abort", stop);
    const unlisten = options.onKey(() => this.#wait());
    this.#ends = () => {
      clearTimeout(this.#timer);
      options.signal.removeEventListener("abort", stop);
      unlisten();
    };
    if (options.signal.aborted) stop();
    this.#wait();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  end(): void {
    this.#ends();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.isIdle = true;
      this.#controller.abort();
    }, this.#options.idle);
  }
}

/** Leaves the thanks in view for a while, or until a key. The prompt keeps what is typed meanwhile off the screen. */
const linger = async ({ asker, screen }: Session, { signal }: KioskOptions): Promise<void> => {
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), THANKS);
  try {
    await asker.pick([], [], { ...screen, signal: AbortSignal.any([signal, end.signal]) });
  } catch (error) {
    if (!(error instanceof Stopped) || !end.signal.aborted || signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
  }
};

/** Asks one respondent after the other; each finds an empty screen. Only ever rejects, with `Stopped` when the program is to end. */
export const runKiosk = async (session: Session, options: KioskOptions): Promise<never> => {
  const { asker, survey } = session;
  for (;;) {
    const start: Screen = { ...session.screen, signal: options.signal };
    await asker.clear();
    await asker.pick([survey.phrases.begin], [], start);
    await asker.clear();
    const watch = new IdleWatch(options);
    let isThanked = false;
    try {
      await conduct({ ...session, screen: { ...session.screen, signal: watch.signal } });
      isThanked = true;
    } catch (error) {
      if (!(error instanceof Stopped) || !watch.isIdle || options.signal.aborted) throw error;
    } finally {
      watch.end();
    }
    if (isThanked) await linger(session, options);
  }
};
