// Each cut as it is published. The browser connects again by itself after most losses, and says which cut it had; where the
// server refuses or is away for long it gives up, and then we try.
//
// A browser has six connections to a server, for all of its tabs, and a page that was left may keep its own for the way back.
// So a page that nobody sees lets go of it; otherwise the seventh would wait for ever.

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5_000;

export class Live {
  /**
   * @param address where the events come from
   * @param told {snapshot(event, id), cut(event), state('connecting' | 'live' | 'lost')}
   */
  constructor(address, told) {
    this.address = address;
    this.told = told;
    this.wait = FIRST_PAUSE;
    this.again();
    addEventListener('online', () => this.again());
    addEventListener('offline', () => this.lost());
    document.addEventListener('visibilitychange', () => this.again());
    addEventListener('pagehide', () => this.rest());
    addEventListener('pageshow', (event) => event.persisted && this.again());
  }

  open() {
    this.told.state('connecting');
    const source = new EventSource(this.address);
    this.source = source;
    source.onopen = () => {
      this.wait = FIRST_PAUSE;
      this.told.state('live');
    };
    source.onerror = () => {
      if (this.source !== source) return;
      this.told.state('lost');
      if (source.readyState === EventSource.CLOSED) this.later();
    };
    source.addEventListener('snapshot', (event) => this.told.snapshot(JSON.parse(event.data), event.lastEventId));
    source.addEventListener('cut', (event) => this.told.cut(JSON.parse(event.data)));
  }

  lost() {
    this.rest();
    this.told.state('lost');
  }

  rest() {
    clearTimeout(this.timer);
    this.source?.close();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.again(), this.wait);
    this.wait = Math.min(2 * this.wait, LONGEST_PAUSE);
  }

  /** Everything anew, if somebody sees it: the snapshot catches up. */
  again() {
    this.rest();
    if (document.visibilityState === 'visible') this.open();
  }
}
