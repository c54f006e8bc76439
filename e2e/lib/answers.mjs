// What must hold for every answer that a walk gets: headers, cookies, bytes, requests.

const POLICY = ["default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"];
/** A file's policy lets no form be sent at all. */
const STRICTER = { "form-action 'self'": "form-action 'none'" };
/** Bytes on the wire of a page with all it brings, and its requests, the first time it is seen. */
const BYTES = 60_000;
const REQUESTS = 4;

/** Faults of one answer's headers. */
export function headers(status, all) {
  const of = (name) => all.filter((each) => each.name.toLowerCase() === name).map((each) => each.value);
  const one = (name) => of(name).join(', ');
  const parts = one('content-security-policy').split(';').map((part) => part.trim());
  const faults = POLICY.filter((part) => !parts.includes(part) && !parts.includes(STRICTER[part])).map((part) => `no ${part} in the policy`);
  if (/unsafe-|\*|data:/.test(parts.join(';'))) faults.push('a loose content policy');
  if (one('x-content-type-options') !== 'nosniff') faults.push('no nosniff');
  if (!['same-origin', 'no-referrer'].includes(one('referrer-policy'))) faults.push('no referrer policy');
  if (!one('cache-control')) faults.push('no cache-control');
  for (const cookie of of('set-cookie').flatMap((value) => value.split('\n'))) {
    const [name, ...rest] = cookie.split(';').map((part) => part.trim().toLowerCase());
    const has = (part) => rest.some((each) => each.startsWith(part));
    if (!name.startsWith('__host-') || !['secure', 'httponly', 'path=/', 'samesite='].every(has)) {
      faults.push(`a loose cookie ${name.split('=')[0]}`);
    }
  }
  return faults.map((fault) => `${status}: ${fault}`);
}

/** What a page weighs with the style and pictures that it brings. */
export class Weight {
  #assets = new Map();

  /** Takes in an answer; gives what is wrong with the page's weight, once it is a page. */
  async add(response, page) {
    const { responseBodySize, responseHeadersSize } = await response.request().sizes();
    const bytes = responseBodySize + responseHeadersSize;
    if (!page) {
      this.#assets.set(response.url(), bytes);
      return [];
    }
    const whole = [...this.#assets.values()].reduce((sum, each) => sum + each, bytes);
    const requests = 1 + this.#assets.size;
    return [
      ...(whole > BYTES ? [`${whole} bytes with what it brings, at most ${BYTES}`] : []),
      ...(requests > REQUESTS ? [`${requests} requests, at most ${REQUESTS}`] : []),
    ];
  }
}
