// Upsampling and colour of JPEG pictures, one pixel an invocation, one picture a layer: planes of samples in `scratch`
// become RGBA pixels in `scratch`. It mirrors upsample.ts and color.ts of src/kernels/assembly, in
// integers: the same bits.

// Whether one channel is asked for: gray, in all channels.
override isGray: bool;
// What the pictures of a dispatch have in common, so that what they do not need is compiled away: their color, and how
// many times their second and third plane are to be enlarged, while the others have full size; 0 for what their planes say.
override color: u32;
override across: u32;
override down: u32;

// Mirrors planeRecord of src/engine/jpeg-records.ts.
struct Plane {
  packed: u32,
  multipliers: u32,
  columns: u32,
  samples: u32,
  blocksWide: u32,
  blocksHigh: u32,
  width: u32,
  height: u32,
  across: u32,
  down: u32,
}

// Mirrors jpegRecord of src/engine/jpeg-records.ts.
struct Picture {
  width: u32,
  height: u32,
  isInverted: u32,
  firstPlane: u32,
  // Where the pixels go: a word of `scratch`.
  pixels: u32,
}

// The index of `color` in src/jpeg/jpeg-colors.ts.
const GRAY = 0u;
const YCBCR = 1u;
const RGB = 2u;
const YCCK = 4u;

@group(0) @binding(0) var<storage, read_write> scratch: array<u32>;
@group(0) @binding(1) var<storage, read> planes: array<Plane>;
@group(0) @binding(2) var<storage, read> pictures: array<Picture>;

fn sampleAt(plane: Plane, column: u32, row: u32) -> i32 {
  let byte = row * plane.blocksWide * 8u + column;
  return i32((scratch[plane.samples + byte / 4u] >> (8u * (byte % 4u))) & 0xffu);
}

// Three parts of a row and one of its neighbour on the nearer side; at the edges the row itself.
fn twoRows(plane: Plane, column: u32, row: u32) -> i32 {
  let near = row / 2u;
  let above = max(near, 1u) - 1u;
  let below = min(near + 1u, plane.height - 1u);
  return 3 * sampleAt(plane, column, near) + sampleAt(plane, column, select(below, above, row % 2u == 0u));
}

// The neighbour of an output column's source column; at the edges the column itself.
fn besides(plane: Plane, column: u32) -> u32 {
  let near = column / 2u;
  return select(min(near + 1u, plane.width - 1u), max(near, 1u) - 1u, column % 2u == 0u);
}

fn upsample(plane: Plane, across: u32, down: u32, column: u32, row: u32) -> i32 {
  let isEven = column % 2u == 0u;
  if (across == 1u && down == 1u) {
    return sampleAt(plane, column, row);
  }
  if (across == 2u && down == 1u && plane.width > 2u) {
    let near = column / 2u;
    let far = besides(plane, column);
    return (3 * sampleAt(plane, near, row) + sampleAt(plane, far, row) + select(2, 1, isEven)) >> 2u;
  }
  if (across == 1u && down == 2u) {
    return (twoRows(plane, column, row) + select(2, 1, row % 2u == 0u)) >> 2u;
  }
  if (across == 2u && down == 2u && plane.width > 2u) {
    let near = twoRows(plane, column / 2u, row);
    let far = twoRows(plane, besides(plane, column), row);
    return (3 * near + far + select(7, 8, isEven)) >> 4u;
  }
  return sampleAt(plane, column / across, row / down);
}

// A plane of full size, unless nothing is known of all pictures.
fn fullSize(plane: Plane, column: u32, row: u32) -> i32 {
  if (across == 0u) {
    return upsample(plane, plane.across, plane.down, column, row);
  }
  return sampleAt(plane, column, row);
}

fn enlarged(plane: Plane, column: u32, row: u32) -> i32 {
  if (across == 0u) {
    return upsample(plane, plane.across, plane.down, column, row);
  }
  return upsample(plane, across, down, column, row);
}

fn fromYcbcr(y: i32, blueDifference: i32, redDifference: i32) -> vec3i {
  let cb = blueDifference - 128;
  let cr = redDifference - 128;
  let rgb = vec3i(
    y + ((91881 * cr + 32768) >> 16u),
    y + ((-22554 * cb - 46802 * cr + 32768) >> 16u),
    y + ((116130 * cb + 32768) >> 16u),
  );
  return clamp(rgb, vec3i(0), vec3i(255));
}

fn fromCmyk(ink: vec3i, black: i32, isInverted: bool) -> vec3i {
  return select((255 - black) * (vec3i(255) - ink), black * ink, isInverted) / 255;
}

fn toRgb(picture: Picture, column: u32, row: u32) -> vec3i {
  let first = fullSize(planes[picture.firstPlane], column, row);
  if (color == GRAY) {
    return vec3i(first);
  }
  let second = enlarged(planes[picture.firstPlane + 1u], column, row);
  let third = enlarged(planes[picture.firstPlane + 2u], column, row);
  if (color == YCBCR) {
    return fromYcbcr(first, second, third);
  }
  if (color == RGB) {
    return vec3i(first, second, third);
  }
  let black = fullSize(planes[picture.firstPlane + 3u], column, row);
  let isInverted = picture.isInverted == 1u;
  if (color == YCCK) {
    return fromCmyk(vec3i(255) - fromYcbcr(first, second, third), black, isInverted);
  }
  return fromCmyk(vec3i(first, second, third), black, isInverted);
}

fn toGray(rgb: vec3i) -> i32 {
  if (color == GRAY) {
    return rgb.r;
  }
  if (color == RGB) {
    return (19595 * rgb.r + 38470 * rgb.g + 7471 * rgb.b + 32768) >> 16u;
  }
  return (9797 * rgb.r + 19234 * rgb.g + 3737 * rgb.b) >> 15u;
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let picture = pictures[id.z];
  if (id.x >= picture.width || id.y >= picture.height) {
    return;
  }
  var rgb = toRgb(picture, id.x, id.y);
  if (isGray) {
    rgb = vec3i(toGray(rgb));
  }
  let word = u32(rgb.r) | (u32(rgb.g) << 8u) | (u32(rgb.b) << 16u) | 0xff000000u;
  scratch[picture.pixels + id.y * picture.width + id.x] = word;
}
