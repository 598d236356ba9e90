// The inverse DCT of JPEG pictures: coefficients in `arena` become samples in `arena`. Eight invocations share a block, a
// column and then a row each; a layer is a plane. It mirrors src/kernels/assembly/fast-dct.ts: libjpeg-turbo's
// fast DCT in integers, so it gives the same bits.

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

// Eight numbers: 0 to 3, and 7 to 4.
struct Line {
  first: vec4i,
  last: vec4i,
}

fn transform(even: vec4i, odd: vec4i) -> Line {
  let even2 = even[1] + even[3];
  let even3 = multiply(even[1] - even[3], C1_4142) - even2;
  let sum = even[0] + even[2];
  let difference = even[0] - even[2];
  let z13 = odd[2] + odd[1];
  let z10 = odd[2] - odd[1];
  let z11 = odd[0] + odd[3];
  let z12 = odd[0] - odd[3];
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
  let pair = arena[word + index / 2u];
  return i32(pair << (16u - 16u * (index % 2u))) >> 16u;
}

fn coefficientAt(block: u32, multipliers: u32, row: u32, column: u32) -> i32 {
  let index = row * 8u + column;
  return wrap(int16At(block, index) * int16At(multipliers, index));
}

// Four samples in a word: five fractional bits of 16-bit numbers are dropped.
fn pack(values: vec4i) -> u32 {
  let samples = vec4u(clamp((((values << vec4u(16u)) >> vec4u(21u)) + 128), vec4i(0), vec4i(255)));
  return samples[0] | (samples[1] << 8u) | (samples[2] << 16u) | (samples[3] << 24u);
}

// The eight blocks that a workgroup makes, after their columns have been transformed; row by row.
var<workgroup> blocks: array<i32, 512>;

@compute @workgroup_size(8, 8)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) local: vec3u) {
  let plane = planes[group.z];
  let lane = local.x;
  let blockColumn = group.x * 8u + local.y;
  let blockRow = group.y;
  let isInside = blockColumn < plane.blocksWide && blockRow < plane.blocksHigh;
  let base = local.y * 64u;

  if (isInside) {
    let block = plane.coefficients + (blockRow * plane.blocksPerRow + blockColumn) * 32u;
    let m = plane.multipliers;
    let line = transform(
      vec4i(
        coefficientAt(block, m, 0u, lane),
        coefficientAt(block, m, 2u, lane),
        coefficientAt(block, m, 4u, lane),
        coefficientAt(block, m, 6u, lane),
      ),
      vec4i(
        coefficientAt(block, m, 1u, lane),
        coefficientAt(block, m, 3u, lane),
        coefficientAt(block, m, 5u, lane),
        coefficientAt(block, m, 7u, lane),
      ),
    );
    for (var i = 0u; i < 4u; i++) {
      blocks[base + i * 8u + lane] = line.first[i];
      blocks[base + (7u - i) * 8u + lane] = line.last[i];
    }
  }
  workgroupBarrier();
  if (isInside) {
    let at = base + lane * 8u;
    let line = transform(
      vec4i(blocks[at], blocks[at + 2u], blocks[at + 4u], blocks[at + 6u]),
      vec4i(blocks[at + 1u], blocks[at + 3u], blocks[at + 5u], blocks[at + 7u]),
    );
    let word = plane.samples + ((blockRow * 8u + lane) * plane.blocksWide + blockColumn) * 2u;
    arena[word] = pack(line.first);
    arena[word + 1u] = pack(line.last.wzyx);
  }
}
