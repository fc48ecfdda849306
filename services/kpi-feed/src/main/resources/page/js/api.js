// What the service answers. Amounts are exact decimal text; what is computed from them here is only ever shown rounded.

const ROOT = '/api/v1';

export class Refused extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? problem?.title ?? String(status));
    this.status = status;
  }
}

/** An address of the service: a parameter may have several values; those without one are left out. */
export function address(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of [value].flat()) {
      if (one !== null && one !== undefined) query.append(name, one);
    }
  }
  const text = query.toString();
  return ROOT + path + (text ? '?' + text : '');
}

/** Asks once; a service that is still catching up is asked again. */
export async function ask(path, parameters, signal) {
  for (;;) {
    const answer = await fetch(address(path, parameters), { signal, headers: { Accept: 'application/json' } });
    if (answer.status === 503 && answer.headers.has('Retry-After')) {
      await pause(1000 * (Number(answer.headers.get('Retry-After')) || 1), signal);
      continue;
    }
    const body = await answer.json().catch(() => null);
    if (!answer.ok) throw new Refused(answer.status, body);
    return body;
  }
}

export function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    }, { once: true });
  });
}
