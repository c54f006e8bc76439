// Reads a QR code drawn as a path of squares, as a camera would: from its picture.

import jsqr from 'jsqr';

/** Dots of the picture for each square. */
const DOTS = 4;

/** What a code says that is `width` squares wide with its margin. */
export function read(path, width) {
  const size = width * DOTS;
  const picture = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let dot = 0; dot < DOTS * DOTS; dot += 1) {
      const at = (Number(y) * DOTS + Math.floor(dot / DOTS)) * size + Number(x) * DOTS + (dot % DOTS);
      picture.fill(0, at * 4, at * 4 + 3);
    }
  }
  const found = (jsqr.default ?? jsqr)(picture, size, size);
  if (!found) throw new Error('the QR code cannot be read');
  return found.data;
}
