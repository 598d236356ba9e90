// The inverse DCT of JPEG pictures: coefficients in `uploads` become samples in `scratch`, a layer is a plane. One dispatch
// transforms columns and another one rows, an invocation each; what is between them lies in `scratch`, for barriers cost more
// than memory where the GPU is software. It mirrors src/kernels/assembly/fast-dct.ts: libjpeg-turbo's
// fast DCT in integers, so it gives the same bits.

// Mirrors planeRecord of src/engine/jpeg-records.ts. Addresses are words: of `uploads`, then of `scratch`.
struct Plane {
  packed: u32,
  multipliers: u32,
  // Room for 32 words a block between the dispatches.
  columns: u32,
  samples: u32,
  blocksWide: u32,
  blocksHigh: u32,
  width: u32,
  height: u32,
  across: u32,
  down: u32,
}

@group(0) @binding(0) var<storage, read_write> scratch: array<u32>;
@group(0) @binding(1) var<storage, read> planes: array<Plane>;
@group(0) @binding(2) var<storage, read> uploads: array<u32>;

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

struct Line {
  first: vec4i,
  last: vec4i,
}

// Eight numbers of a column or row, even and odd ones apart, become 0 to 3, and 7 to 4.
fn transform(even: vec4i, odd: vec4i) -> Line {
  let even2 = even.y + even.w;
  let even3 = multiply(even.y - even.w, C1_4142) - even2;
  let sum = even.x + even.z;
  let difference = even.x - even.z;
  let z13 = odd.z + odd.y;
  let z10 = odd.z - odd.y;
  let z11 = odd.x + odd.w;
  let z12 = odd.x - odd.w;
  let t7 = z11 + z13;
  let z5 = multiply(z10 + z12, C1_8478);
  let t6 = multiply(z10, C2_6131_LESS_1) - z10 + z5 - t7;
  let t5 = multiply(z11 - z13, C1_4142) - t6;
  let t4 = multiply(z12, C1_0824) - z5 + t5;
  let evens = vec4i(sum + even2, difference + even3, difference - even3, sum - even2);
  let odds = vec4i(t7, t6, t5, -t4);
  return Line(evens + odds, evens - odds);
}

// The 16-bit number at an index behind a word.
fn int16At(word: u32, index: u32) -> i32 {
  let pair = uploads[word + index / 2u];
  return i32(pair << (16u - 16u * (index % 2u))) >> 16u;
}

// The 8-bit number at an index behind a word.
fn int8At(word: u32, index: u32) -> i32 {
  return i32(uploads[word + index / 4u] << (24u - 8u * (index % 4u))) >> 24u;
}

// A block in the form of src/kernels/assembly/pack.ts.
struct Block {
  // The DC coefficient, and bit 16 where the others take 16 bits.
  head: u32,
  // A bit for each other coefficient that is not zero, and how many are before the second half.
  masks: vec2u,
  before: u32,
  // Where these begin.
  values: u32,
}

fn blockAt(word: u32) -> Block {
  let masks = vec2u(uploads[word + 1u], uploads[word + 2u]);
  return Block(uploads[word], masks, countOneBits(masks.x), word + 3u);
}

fn coefficientAt(block: Block, multipliers: u32, row: u32, column: u32) -> i32 {
  let index = row * 8u + column;
  let isLower = row < 4u;
  let mask = select(block.masks.y, block.masks.x, isLower);
  let bit = 1u << (index % 32u);
  var value = 0;
  if (index == 0u) {
    value = i32(block.head << 16u) >> 16u;
  } else if ((mask & bit) != 0u) {
    let rank = countOneBits(mask & (bit - 1u)) + select(block.before, 0u, isLower);
    if ((block.head & 0x10000u) == 0u) {
      value = int8At(block.values, rank);
    } else {
      value = int16At(block.values, rank);
    }
  }
  return wrap(value * int16At(multipliers, index));
}

// Two numbers of 16 bits in a word.
fn pair(first: i32, second: i32) -> u32 {
  return (u32(first) & 0xffffu) | (u32(second) << 16u);
}

@compute @workgroup_size(8, 8)
fn columns(@builtin(global_invocation_id) id: vec3u) {
  let plane = planes[id.z];
  let column = id.x % 8u;
  let blockColumn = id.x / 8u;
  let blockRow = id.y;
  if (blockColumn >= plane.blocksWide || blockRow >= plane.blocksHigh) {
    return;
  }
  let index = blockRow * plane.blocksWide + blockColumn;
  let block = blockAt(plane.packed + uploads[plane.packed + index]);
  let m = plane.multipliers;
  let line = transform(
    vec4i(
      coefficientAt(block, m, 0u, column),
      coefficientAt(block, m, 2u, column),
      coefficientAt(block, m, 4u, column),
      coefficientAt(block, m, 6u, column),
    ),
    vec4i(
      coefficientAt(block, m, 1u, column),
      coefficientAt(block, m, 3u, column),
      coefficientAt(block, m, 5u, column),
      coefficientAt(block, m, 7u, column),
    ),
  );
  let word = plane.columns + index * 32u + column;
  scratch[word] = pair(line.first.x, line.first.y);
  scratch[word + 8u] = pair(line.first.z, line.first.w);
  scratch[word + 16u] = pair(line.last.w, line.last.z);
  scratch[word + 24u] = pair(line.last.y, line.last.x);
}

// Four samples in a word: five fractional bits of 16-bit numbers are dropped.
fn pack(values: vec4i) -> u32 {
  let samples = vec4u(clamp((((values << vec4u(16u)) >> vec4u(21u)) + 128), vec4i(0), vec4i(255)));
  return samples.x | (samples.y << 8u) | (samples.z << 16u) | (samples.w << 24u);
}

@compute @workgroup_size(8, 8)
fn rows(@builtin(global_invocation_id) id: vec3u) {
  let plane = planes[id.z];
  let blockColumn = id.x;
  let row = id.y % 8u;
  let blockRow = id.y / 8u;
  if (blockColumn >= plane.blocksWide || blockRow >= plane.blocksHigh) {
    return;
  }
  let word = plane.columns + (blockRow * plane.blocksWide + blockColumn) * 32u + row / 2u * 8u;
  let shift = vec4u(16u - 16u * (row % 2u));
  let even = vec4u(scratch[word], scratch[word + 2u], scratch[word + 4u], scratch[word + 6u]);
  let odd = vec4u(scratch[word + 1u], scratch[word + 3u], scratch[word + 5u], scratch[word + 7u]);
  let line = transform(vec4i(even << shift) >> vec4u(16u), vec4i(odd << shift) >> vec4u(16u));
  let to = plane.samples + (id.y * plane.blocksWide + blockColumn) * 2u;
  scratch[to] = pack(line.first);
  scratch[to + 1u] = pack(line.last.wzyx);
}
