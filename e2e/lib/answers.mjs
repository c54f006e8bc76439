// Checks on every response of a walk: headers, cookies, bytes, requests.

const POLICY = ["default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"];
/** The policy of a file forbids every form. */
const STRICTER = { "form-action 'self'": "form-action 'none'" };
/** The most bytes and requests of a page with its style sheet and images, on a first visit. */
const BYTES = 60_000;
const REQUESTS = 4;

/** The faults of one response's headers. */
export function headers(status, all) {
  const values = (name) => all.filter((each) => each.name.toLowerCase() === name).map((each) => each.value);
  const one = (name) => values(name).join(', ');
  const parts = one('content-security-policy').split(';').map((part) => part.trim());
  const faults = POLICY.filter((part) => !parts.includes(part) && !parts.includes(STRICTER[part])).map((part) => `no ${part} in the policy`);
  if (/unsafe-|\*|data:/.test(parts.join(';'))) faults.push('a loose content policy');
  if (one('x-content-type-options') !== 'nosniff') faults.push('no nosniff');
  if (!['same-origin', 'no-referrer'].includes(one('referrer-policy'))) faults.push('no referrer policy');
  if (!one('cache-control')) faults.push('no cache-control');
  for (const cookie of values('set-cookie').flatMap((value) => value.split('\n'))) {
    const [name, ...rest] = cookie.split(';').map((part) => part.trim().toLowerCase());
    const has = (part) => rest.some((each) => each.startsWith(part));
    if (!name.startsWith('__host-') || !['secure', 'httponly', 'path=/', 'samesite='].every(has)) {
      faults.push(`a loose cookie ${name.split('=')[0]}`);
    }
  }
  return faults.map((fault) => `${status}: ${fault}`);
}

/** The bytes and requests of a page with its style sheet and images. */
export class Weight {
  #assets = new Map();

  /** Counts a response. For a page, returns the faults of its size. */
  async add(response, isPage) {
    const { responseBodySize, responseHeadersSize } = await response.request().sizes();
    const bytes = responseBodySize + responseHeadersSize;
    if (!isPage) {
      this.#assets.set(response.url(), bytes);
      return [];
    }
    const total = [...this.#assets.values()].reduce((sum, each) => sum + each, bytes);
    const requests = 1 + this.#assets.size;
    return [
      ...(total > BYTES ? [`${total} bytes with style and images, at most ${BYTES}`] : []),
      ...(requests > REQUESTS ? [`${requests} requests, at most ${REQUESTS}`] : []),
    ];
  }
}
