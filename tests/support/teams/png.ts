// Reads back the pictures that the icons are: 8-bit red, green, blue and alpha, with every chunk's checksum checked.
import { crc32, inflateSync } from 'node:zlib';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** From 0 to 255. */
  pixel(x: number, y: number): { readonly colour: string; readonly alpha: number };
  readonly pixels: readonly { readonly colour: string; readonly alpha: number }[];
}

/** Throws on what is no PNG, on another kind of picture and on filtered rows. */
export function readPng(file: Uint8Array): Picture {
  const bytes = Buffer.from(file);
  if (bytes.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') throw new Error('no PNG');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const named = bytes.subarray(at + 4, at + 8 + length);
    if (bytes.readUInt32BE(at + 8 + length) !== crc32(named)) throw new Error(`a bad checksum at ${at}`);
    chunks.set(named.toString('latin1', 0, 4), named.subarray(4));
    at += 12 + length;
  }
  const names = [...chunks.keys()].join();
  const header = chunks.get('IHDR');
  const data = chunks.get('IDAT');
  if (!header || !data || names !== 'IHDR,IDAT,IEND') throw new Error(`the chunks are ${names}`);
  const kind = header.subarray(8).join();
  if (kind !== '8,6,0,0,0') throw new Error(`8-bit RGBA is 8,6,0,0,0; this is ${kind}`);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const rows = inflateSync(data);
  if (rows.length !== height * (1 + 4 * width)) throw new Error(`${rows.length} bytes of rows`);
  const pixel = (x: number, y: number) => {
    const row = y * (1 + 4 * width);
    if (rows[row] !== 0) throw new Error('a filtered row');
    const at = row + 1 + 4 * x;
    return { colour: `#${rows.toString('hex', at, at + 3)}`, alpha: rows.readUInt8(at + 3) };
  };
  const pixels = Array.from({ length: width * height }, (_, index) =>
    pixel(index % width, Math.floor(index / width)),
  );
  return { width, height, pixel, pixels };
}
