// Reads a QR code that is drawn as a path of squares: paints the squares, and decodes the image.

import jsqr from 'jsqr';

/** The pixels of the image for the side of a square. */
const PIXELS = 4;

/** The text of a code that is `width` squares wide with its margin. */
export function read(path, width) {
  const size = width * PIXELS;
  const picture = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let pixel = 0; pixel < PIXELS * PIXELS; pixel += 1) {
      const at = (Number(y) * PIXELS + Math.floor(pixel / PIXELS)) * size + Number(x) * PIXELS + (pixel % PIXELS);
      picture.fill(0, at * 4, at * 4 + 3);
    }
  }
  const found = (jsqr.default ?? jsqr)(picture, size, size);
  if (!found) throw new Error('the QR code cannot be read');
  return found.data;
}
