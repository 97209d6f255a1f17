/// Native functions that an Erlang function of Beamlet's own takes the place of, where a program calls them.
///
/// For what natives leave out because firmware has no room for it: the texts for wrong match specifications. A call is found by the
/// module's table of imported functions, whose row then names the other module; so nothing is in an image whose program does not call
/// the function, and the firmware knows nothing of it. (A native that calls the Erlang function would need a name in each image, and
/// code in the firmware.) The module that takes the place calls the native one itself; what a program calls by a name that it computes
/// stays native.
enum Replacements {
    /// The function, and the module that has another one of the same name.
    private static let all = [(module: "erlang", function: "match_spec_test", arity: 3, by: "beamlet_match_specs")]

    /// The module with these calls led to the functions of `libraries`, where they are there.
    static func applied(to module: LoadedModule, _ libraries: InstalledLibraries) throws -> LoadedModule {
        var module = module
        for one in all where module.name != one.by && libraries.has(one.by) {
            let row = try BeamModule.withFile(module.bytes, file: module.file) { beam -> Int? in
                let atoms = try BeamModule.atoms(of: beam)
                let imports = try beam.imports()
                return try (0..<imports.count).first { index in
                    let entry = try imports.entry(index)
                    return entry.arity == one.arity && atoms[entry.function] == one.function
                        && atoms[entry.module] == one.module
                }
            }
            guard let row else { continue }
            module = LoadedModule(
                name: module.name, file: module.file, bytes: renamed(row, to: one.by, module.bytes),
                hasStart: module.hasStart)
        }
        return module
    }

    /// The form with another module in a row of its imports: the name is a new atom behind the others.
    private static func renamed(_ row: Int, to name: String, _ bytes: [UInt8]) -> [UInt8] {
        var form = Array(bytes[..<12])
        var place = 12
        var atom = 0
        var imports: Int?
        // The chunks are there as a whole, which has been looked at; what may follow the form is not looked at.
        let formEnd = min(8 + number(bytes, 4), bytes.count)
        while place + 8 <= formEnd {
            let size = number(bytes, place + 4)
            let end = min(place + 8 + (size + 3) & ~3, formEnd)
            let chunk = Array(bytes[place + 8..<min(place + 8 + size, formEnd)])
            switch String(decoding: bytes[place..<place + 4], as: UTF8.self) {
            case "AtU8":
                // Since OTP 28 the count is negative, and a length is a number as in code.
                let count = Int(Int32(truncatingIfNeeded: number(chunk, 0)))
                atom = abs(count) + 1
                let length: [UInt8] =
                    count >= 0
                    ? [UInt8(name.utf8.count)]
                    : name.utf8.count < 16 ? [UInt8(name.utf8.count) << 4] : [8, UInt8(name.utf8.count)]
                let atoms =
                    SourceTerm.word(count >= 0 ? atom : -atom) + chunk[4...] + length + Array(name.utf8)
                form += Array("AtU8".utf8) + SourceTerm.word(atoms.count) + atoms
                form += [UInt8](repeating: 0, count: -atoms.count & 3)
            case "ImpT":
                imports = form.count + 8
                fallthrough
            default: form += bytes[place..<end]
            }
            place = end
        }
        // Atoms in Latin-1, of before OTP 20, stay as they are.
        if atom == 0 { return bytes }
        if let imports {
            let entry = imports + 4 + 12 * row
            form.replaceSubrange(entry..<entry + 4, with: SourceTerm.word(atom))
        }
        form.replaceSubrange(4..<8, with: SourceTerm.word(form.count - 8))
        return form
    }

    private static func number(_ bytes: [UInt8], _ place: Int) -> Int {
        bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}
