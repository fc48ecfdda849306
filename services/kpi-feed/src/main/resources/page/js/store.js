// The figures that are on the page: one consistent set, of one cut and one day.

export const key = (measure, scope) => measure + '|' + scope;

/** What the page shows and asks for; listeners are told of what changed. */
export class Store {
  constructor() {
    this.values = new Map();
    this.cut = null;
    this.asOf = null; // null is today
  }

  /** Replaces everything, as of a day. */
  replace(answer, asOf) {
    this.values = new Map(answer.values.map((value) => [key(value.measure, value.scope), value]));
    this.cut = answer.cut;
    this.asOf = asOf;
  }

  /** Takes in more values of the same day, which the page asks for only where it needs them. */
  add(answer) {
    for (const value of answer.values) this.values.set(key(value.measure, value.scope), value);
  }

  /**
   * Takes in what a cut changed. What a value is compared with lies a year back, and stays.
   *
   * @returns the keys whose amounts are different now
   */
  change(event) {
    const changed = new Set();
    for (const value of event.values) {
      const id = key(value.measure, value.scope);
      const old = this.values.get(id);
      if (old && old.amount === value.amount) continue;
      this.values.set(id, { ...value, before: old ? old.before : isSummed(value) ? '0' : null });
      changed.add(id);
    }
    this.cut = event.cut;
    return changed;
  }

  get(measure, scope = 'zone') {
    return this.values.get(key(measure, scope)) ?? null;
  }

  /** Whether nothing is known, as before a zone's first event. */
  isEmpty() {
    return ![...this.values.values()].some((value) => Number(value.amount) !== 0);
  }

  /** The values of a measure in all scopes of a kind, largest first; those of 0 are left out. */
  all(measure, kind) {
    const found = [];
    for (const value of this.values.values()) {
      if (value.measure === measure && kindOf(value.scope) === kind && Number(value.amount) !== 0) found.push(value);
    }
    return found.sort((one, other) => Number(other.amount) - Number(one.amount) || one.scope.localeCompare(other.scope));
  }
}

const isSummed = (value) => ['stock', 'flow', 'distinct'].includes(value.kind);

export function kindOf(scope) {
  const kind = scope.split(':', 1)[0];
  return kind === 'park' && scope.includes('/industry:') ? 'park-industry' : kind;
}

/** What stands after the colon: an id of the zone's file, or a name that events give. */
export const idOf = (scope) => scope.slice(scope.indexOf(':') + 1);
