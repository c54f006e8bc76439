// The six digits that an authenticator app shows (RFC 6238), for an account that sets one up.

import { createHmac } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP = 30_000;

/** The code of a secret as it is typed, in base 32, at a moment. */
export function code(secret, at = Date.now()) {
  const digits = [...secret.replace(/[\s=]/g, '')].map((each) => ALPHABET.indexOf(each));
  const bits = digits.map((each) => each.toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((each) => parseInt(each, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / STEP)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const number = digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}
