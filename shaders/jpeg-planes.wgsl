// The inverse DCT of JPEG pictures, one block an invocation, one plane a layer: coefficients in `arena` become samples in
// `arena`. It mirrors src/jpeg/fast-dct.ts: libjpeg-turbo's fast DCT in integers, so it gives the same bits.

// Mirrors planeRecord of src/engine/jpeg-records.ts. Addresses are words of `arena`.
struct Plane {
  coefficients: u32,
  multipliers: u32,
  samples: u32,
  blocksWide: u32,
  blocksHigh: u32,
  blocksPerRow: u32,
  width: u32,
  height: u32,
  across: u32,
  down: u32,
}

@group(0) @binding(0) var<storage, read_write> arena: array<u32>;
@group(0) @binding(1) var<storage, read> planes: array<Plane>;

// Constants with 8 fractional bits, shifted for the high half of a 16-bit product.
const C1_0824 = 277 << 6u;
const C1_4142 = 362 << 6u;
const C1_8478 = 473 << 6u;
const C2_6131_LESS_1 = -413 * 64;

fn wrap(value: i32) -> i32 {
  return (value << 16u) >> 16u;
}

fn multiply(value: i32, constant: i32) -> i32 {
  return (((value << 18u) >> 16u) * constant) >> 16u;
}

fn transform(s: array<i32, 8>) -> array<i32, 8> {
  let even2 = s[2] + s[6];
  let even3 = multiply(s[2] - s[6], C1_4142) - even2;
  let e0 = s[0] + s[4] + even2;
  let e3 = s[0] + s[4] - even2;
  let e1 = s[0] - s[4] + even3;
  let e2 = s[0] - s[4] - even3;
  let z13 = s[5] + s[3];
  let z10 = s[5] - s[3];
  let z11 = s[1] + s[7];
  let z12 = s[1] - s[7];
  let t7 = z11 + z13;
  let z5 = multiply(z10 + z12, C1_8478);
  let t6 = multiply(z10, C2_6131_LESS_1) - z10 + z5 - t7;
  let t5 = multiply(z11 - z13, C1_4142) - t6;
  let t4 = multiply(z12, C1_0824) - z5 + t5;
  return array<i32, 8>(e0 + t7, e1 + t6, e2 + t5, e3 - t4, e3 + t4, e2 - t5, e1 - t6, e0 - t7);
}

// The 16-bit number at an index behind a word.
fn int16At(word: u32, index: u32) -> i32 {
  let pair = arena[word + index / 2u];
  return i32(pair << (16u - 16u * (index % 2u))) >> 16u;
}

fn toSample(value: i32) -> u32 {
  return u32(clamp((wrap(value) >> 5u) + 128, 0, 255));
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let plane = planes[id.z];
  if (id.x >= plane.blocksWide * plane.blocksHigh) {
    return;
  }
  let blockRow = id.x / plane.blocksWide;
  let blockColumn = id.x % plane.blocksWide;
  let block = plane.coefficients + (blockRow * plane.blocksPerRow + blockColumn) * 32u;
  var columns: array<array<i32, 8>, 8>;
  for (var column = 0u; column < 8u; column++) {
    var coefficients: array<i32, 8>;
    for (var row = 0u; row < 8u; row++) {
      let index = row * 8u + column;
      coefficients[row] = wrap(int16At(block, index) * int16At(plane.multipliers, index));
    }
    columns[column] = transform(coefficients);
  }
  for (var row = 0u; row < 8u; row++) {
    var line: array<i32, 8>;
    for (var column = 0u; column < 8u; column++) {
      line[column] = columns[column][row];
    }
    line = transform(line);
    let word = plane.samples + ((blockRow * 8u + row) * plane.blocksWide + blockColumn) * 2u;
    arena[word] = toSample(line[0]) | (toSample(line[1]) << 8u) | (toSample(line[2]) << 16u) | (toSample(line[3]) << 24u);
    arena[word + 1u] =
      toSample(line[4]) | (toSample(line[5]) << 8u) | (toSample(line[6]) << 16u) | (toSample(line[7]) << 24u);
  }
}
