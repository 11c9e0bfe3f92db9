// The app's two icons: a course with its milestones, under guard. Drawn here, so that they are the same bytes everywhere.
import { crc32 } from 'node:zlib';
import { zlibSync } from 'fflate';

type Point = readonly [x: number, y: number];
type Colour = readonly [red: number, green: number, blue: number];

/** A line with round ends; one point is a dot. In units of the drawing, which is 32 wide and 32 high. */
interface Stroke {
  readonly line: readonly Point[];
  readonly width: number;
  readonly colour: Colour;
}

const white: Colour = [255, 255, 255];
const blue: Colour = [28, 63, 96];
const yellow: Colour = [250, 199, 72];

/** Microsoft's name for it is the accent colour: what stands behind the icon. */
export const accentColor = `#${blue.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

/** A cubic Bézier curve as short straight lines. */
function curve(a: Point, b: Point, c: Point, d: Point): Point[] {
  return Array.from({ length: 25 }, (_, step) => {
    const t = step / 24;
    const at = (axis: 0 | 1) =>
      (1 - t) ** 3 * a[axis] +
      3 * (1 - t) ** 2 * t * b[axis] +
      3 * (1 - t) * t ** 2 * c[axis] +
      t ** 3 * d[axis];
    return [at(0), at(1)];
  });
}

const half = [
  ...curve([16, 3.6], [19, 5.9], [22.4, 6.9], [26, 7]),
  ...curve([26, 15], [26, 21.4], [21.8, 26], [16, 28.4]),
];
const shield = [...half, ...half.map(([x, y]): Point => [32 - x, y]).reverse()];
const start: Point = [11.6, 20.4];
const end: Point = [20.4, 11.6];
const course = curve(start, [19.4, 20.4], [12.6, 11.6], end);

const drawing = (goal: Colour): Stroke[] => [
  { line: shield, width: 2, colour: white },
  { line: course, width: 2, colour: white },
  { line: [start], width: 4.6, colour: white },
  { line: [end], width: 4.6, colour: goal },
];

/** 192 by 192, opaque; the mark lies within the 120 by 120 in the middle (Microsoft, "Design your Teams app icon"). */
export function colorIcon(): Uint8Array {
  return png(192, (x, y) => {
    let pixel: readonly number[] = blue;
    for (const stroke of drawing(yellow)) {
      const share = coverage(stroke, x, y, 4.4, 192);
      pixel = pixel.map((under, part) => Math.round(under + ((stroke.colour[part] ?? 0) - under) * share));
    }
    return [...pixel, 255];
  });
}

/** 32 by 32, white on nothing (Microsoft, the same). */
export function outlineIcon(): Uint8Array {
  return png(32, (x, y) => {
    const share = Math.max(...drawing(white).map((stroke) => coverage(stroke, x, y, 1, 32)));
    return [...white, Math.round(255 * share)];
  });
}

/** How much of a pixel a stroke covers, from 0 to 1, by the distance of the pixel's centre. */
function coverage({ line, width }: Stroke, x: number, y: number, scale: number, size: number): number {
  const at: Point = [(x + 0.5 - size / 2) / scale + 16, (y + 0.5 - size / 2) / scale + 16];
  const near = Math.min(...line.map((to, index) => distance(at, line[index - 1] ?? to, to)));
  return Math.min(1, Math.max(0, (width / 2 - near) * scale + 0.5));
}

function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = length === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length;
  const t = Math.min(1, Math.max(0, along));
  return Math.sqrt((x - ax - t * (bx - ax)) ** 2 + (y - ay - t * (by - ay)) ** 2);
}

/** A square picture of 8-bit red, green, blue and alpha (PNG, third edition, W3C). */
function png(size: number, pixel: (x: number, y: number) => readonly number[]): Uint8Array {
  const rows = Array.from({ length: size }, (_, y) => [
    0,
    ...Array.from({ length: size }, (_, x) => pixel(x, y)).flat(),
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', zlibSync(Uint8Array.from(rows.flat()), { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ]);
}

function chunk(name: string, content: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(content.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
