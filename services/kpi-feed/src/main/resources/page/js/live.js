// Each cut as it is published. The browser connects again by itself after most losses, and says which cut it had; where the
// server refuses or is away for long it gives up, and then we try.

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
    this.open();
    addEventListener('online', () => this.again());
    addEventListener('offline', () => this.lost());
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
    this.source.close();
    this.told.state('lost');
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.again(), this.wait);
    this.wait = Math.min(2 * this.wait, LONGEST_PAUSE);
  }

  /** Everything anew: the snapshot catches up. */
  again() {
    clearTimeout(this.timer);
    this.source.close();
    this.open();
  }
}
