const header = 4;

/** A message with its length before it, so that several can follow one another in a stream. */
export function framed(message: Uint8Array): Buffer {
  const length = Buffer.alloc(header);
  length.writeUInt32LE(message.length);
  return Buffer.concat([length, message]);
}

/** Makes the function that takes a stream's pieces, however it was cut, and hands on each message once it is whole. */
export function unframed(take: (message: Buffer) => void): (piece: Buffer) => void {
  let pieces: Buffer[] = [];
  let held = 0;
  let awaited = header;
  return (piece) => {
    pieces.push(piece);
    held += piece.length;
    while (held >= awaited) {
      const bytes = Buffer.concat(pieces);
      const whole = header + bytes.readUInt32LE(0);
      if (held >= whole) {
        take(bytes.subarray(header, whole));
        pieces = [bytes.subarray(whole)];
        held -= whole;
        awaited = header;
      } else {
        pieces = [bytes];
        awaited = whole;
      }
    }
  };
}
