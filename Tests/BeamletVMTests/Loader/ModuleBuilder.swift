import BeamletVM

/// Takes `.beam` files apart into chunks and puts them together again, so that tests can change them.
struct ModuleBuilder {
    var chunks: [(name: String, data: [UInt8])] = []

    init() {}

    init(_ bytes: [UInt8]) {
        var offset = 12
        while offset + 8 <= bytes.count {
            let name = String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
            let size = bytes[offset + 4..<offset + 8].reduce(0) { $0 << 8 | Int($1) }
            chunks.append((name, Array(bytes[offset + 8..<offset + 8 + size])))
            offset += 8 + (size + 3) & ~3
        }
    }

    subscript(_ name: String) -> [UInt8]? {
        get { chunks.first { $0.name == name }?.data }
        set {
            let index = chunks.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let data?): chunks[index].data = data
            case (let index?, nil): chunks.remove(at: index)
            case (nil, let data?): chunks.append((name, data))
            case (nil, nil): break
            }
        }
    }

    /// The whole file.
    var bytes: [UInt8] {
        var body = Array("BEAM".utf8)
        for chunk in chunks {
            body += Array(chunk.name.utf8) + ModuleBuilder.word(chunk.data.count) + chunk.data
            body += [UInt8](repeating: 0, count: (4 - chunk.data.count % 4) % 4)
        }
        return Array("FOR1".utf8) + ModuleBuilder.word(body.count) + body
    }

    static func word(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// A module `m` with one function `f/0`, which returns `ok`, written by hand.
    static var small: ModuleBuilder {
        var module = ModuleBuilder()
        module["AtU8"] = word(3) + [1] + Array("m".utf8) + [1] + Array("f".utf8) + [2] + Array("ok".utf8)
        // label 1; func_info m f 0; label 2; move ok x0; return; int_code_end
        module["Code"] =
            word(16) + word(0) + word(64) + word(3) + word(1)
            + hex("01 10  02 12 22 00  01 20  40 32 03  13  03")
        module["ImpT"] = word(0)
        module["ExpT"] = word(1) + word(2) + word(0) + word(2)
        module["StrT"] = []
        return module
    }
}
