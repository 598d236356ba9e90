/** A WebAssembly module in hexadecimal, compiled from AssemblyScript by scripts/assemblyscript.mjs. */
declare module '*?wasm' {
  const code: string;
  export default code;
}
