/// A linked program, as it lies in flash: ready to run where it is, at the address that it was linked for.
///
///     base   ImageHeader
///            stubs (`Image.Stub`): the few instructions that processes begin and end with
///            what the program needs of the firmware (`Needs`)
///            for each module: literals, code, FunEntries, export table, function table, line table
///            atom texts, atom table, atom hash, module table, resources, names of native functions
///
/// All pointers are absolute addresses; nothing is relocated, copied or built when it starts.
public struct ImageHeader {
    /// `Image.magic`.
    public var magic: UInt32
    /// Which instruction set, BIF table and predefined atoms the image was linked for: `Image.fingerprint`.
    public var fingerprint: UInt32
    /// Bytes of the whole image, header included: a multiple of four.
    public var size: UInt32
    /// Hash over all words after this one: `Image.checksum`.
    public var checksum: UInt32
    /// Where the image has to lie.
    public var base: Address
    /// X register slots that its code uses, temporaries included.
    public var xSlots: UInt32
    /// Atoms: how many; array of addresses of `AtomText`s by index; hash table of 16-bit indices; its size less one.
    public var atomCount: UInt32
    /// Array of addresses of the atoms' texts.
    public var atomTable: Address
    /// Hash table of 16-bit atom indices.
    public var atomHash: Address
    /// Size of the hash table less one.
    public var atomHashMask: UInt32
    /// Modules in order of code address: how many; array of `ModuleRecord`s.
    public var moduleCount: UInt32
    /// Array of `ModuleRecord`s.
    public var moduleTable: Address
    /// Module whose `start/0` is the program (an atom).
    public var startModule: UInt32
    /// Plain files: how many; array of `ResourceRecord`s.
    public var resourceCount: UInt32
    /// Array of `ResourceRecord`s.
    public var resourceTable: Address
    /// Float registers that its code uses.
    public var floats: UInt32
    /// The names of all native functions: a `NativeNames.Record`.
    public var nativeNames: Address
}

/// What is known of a module at run time.
public struct ModuleRecord {
    /// Its name (an atom).
    public var name: UInt32
    /// First byte of its code and first byte after it.
    public var codeStart: Address
    /// First byte after its code.
    public var codeEnd: Address
    /// Array of `ExportRecord`s, ascending by function atom, then arity.
    public var exports: Address
    /// How many exports there are.
    public var exportCount: UInt32
    /// Array of addresses of `FunctionInfo`s, ascending: all functions, local ones too.
    public var functions: Address
    /// How many functions there are.
    public var functionCount: UInt32
    /// Array of `LineRecord`s, ascending by address; where `lineCount` says so, of words that have the same in short.
    public var lines: Address
    /// How many lines there are; the highest bit: in short.
    public var lineCount: UInt32
    /// Array of terms: `{file, Name}` of each file that lines refer to.
    public var files: Address
    /// How many files there are.
    public var fileCount: UInt32
    /// Array of `FunRecord`s.
    public var funs: Address
    /// How many funs there are.
    public var funCount: UInt32
    /// Its attributes, for `module_info/1`: a literal term. Nil where nobody can ask for them.
    public var attributes: UInt32
    /// The MD5 of its code, for `module_info/1` and for the funs that it makes: a binary. Nil where the attributes are.
    public var md5: UInt32
    /// Where its `on_load` function begins; 0: it has none.
    public var onLoad: Address
    /// The definitions of its native records: a list, see `NativeRecords.swift`.
    public var records: UInt32 = Term.nil.bits
    /// Bytes that the module takes in the image, with its tables.
    public var size: UInt32
}

/// An exported function.
public struct ExportRecord {
    /// Index of the function's atom in the low 24 bits, arity above.
    public var key: UInt32
    /// Where it begins; below 1024: the number of a BIF.
    public var entry: Address

    /// The key of a function and arity. Arity is the lower half of the order: see `ModuleRecord.exports`.
    @inline(__always)
    public static func key(_ function: Term, _ arity: Int) -> UInt32 {
        function.payload &<< 8 | UInt32(truncatingIfNeeded: arity)
    }
}

/// Where a line begins in the code.
///
/// A module of one file, less than 128 KB and 65,536 lines has them in short: a word each, with half the distance from `codeStart` in the
/// high half and the line in the low one.
public struct LineRecord {
    /// The bit of `lineCount`.
    public static let short: UInt32 = 1 &<< 31

    /// Address of the first instruction.
    public var address: Address
    /// Index of the file in the high 8 bits, line in the low 24.
    public var location: UInt32
}

/// A fun's code: what a `fun` term points to.
public struct FunRecord {
    /// Where its code begins.
    public var code: Address
    /// Module (an atom).
    public var module: UInt32
    /// Arity of the fun, captured values not counted.
    public var arity: UInt8
    /// Captured values.
    public var freeCount: UInt8
    /// Index among the module's funs.
    public var index: UInt16
    /// `old_uniq` of the `.beam` file's fun table.
    public var uniq: UInt32
}

/// A plain file of a pack.
public struct ResourceRecord {
    /// Address of its name (an `AtomText`-like record: length, then bytes).
    public var name: Address
    /// First byte and number of bytes.
    public var bytes: Address
    /// How many there are.
    public var count: UInt32
}

/// Constants and checks of images.
public enum Image {
    /// `BMLT`, first byte lowest.
    public static let magic: UInt32 = 0x544C_4D42
    /// Bytes of the header; the stubs follow.
    public static let headerSize: UInt32 = 68
    /// Changes whenever an image's layout or an instruction's meaning changes without its name.
    static let formatVersion: UInt32 = 5

    /// Instructions at fixed places of every image: two bytes each, in this order after the header.
    public enum Stub: UInt32, CaseIterable {
        case exitNormally
        case endOfStart
        case applyStub
        case terminate
        case yield
        case onLoad
        case callNamed

        /// The instruction.
        public var opcode: Opcode {
            switch self {
            case .exitNormally: .exit_normally
            case .endOfStart: .end_of_start
            case .applyStub: .apply_stub
            case .terminate: .terminate
            case .yield: .yield_
            case .onLoad: .on_load_
            case .callNamed: .call_named_
            }
        }

        /// Where it lies in the image at `base`. Every stub is preceded by an empty `FunctionInfo`, so that stack
        /// walks need no special case.
        @inline(__always)
        public func address(_ base: Address) -> Address {
            base &+ Image.headerSize &+ rawValue &* 8 &+ FunctionInfo.size
        }
    }

    /// Bytes that the stubs take.
    public static let stubsSize: UInt32 = 7 * 8

    /// Bytes before the first module: the header, the stubs, what the program needs.
    public static let fixedSize = headerSize + stubsSize + UInt32(Needs.words) * 4

    /// A hash of the operand formats of the instruction set, the BIF table and the predefined atoms.
    public static var computedFingerprint: UInt32 {
        var hash: UInt32 = 0x811C_9DC5 ^ formatVersion
        func mix(_ text: StaticString) {
            var cursor = text.utf8Start
            for _ in 0..<text.utf8CodeUnitCount {
                hash = (hash ^ UInt32(cursor.pointee)) &* 0x0100_0193
                cursor += 1
            }
        }
        mix(InstructionFormats.text)
        mix(BIFTable.text)
        mix(PredefinedAtoms.text)
        return hash
    }

    /// Hash over words. Each step is a bijection of the state, and of the word, so any change of one word is detected, and others
    /// but for one in four thousand millions; a handful of machine instructions a word, so that the check at boot costs little.
    public static func checksum(_ start: Address, _ size: UInt32) -> UInt32 {
        var hash = size
        var cursor = pointer(start)
        let end = pointer(start &+ size)
        while cursor < end {
            hash = (hash ^ cursor.pointee) &* 0x9E37_79B1
            hash = hash &<< 15 | hash &>> 17
            cursor += 1
        }
        return hash
    }

    /// Why an image cannot be started.
    public enum Fault: UInt8 {
        case none
        case missing
        case wrongFirmware
        case wrongFit
        case wrongAddress
        case wrongSize
        case damaged

        /// One sentence: what is wrong and what to do.
        public var text: StaticString {
            switch self {
            case .none: "the image is fine"
            case .missing: "no program in flash: flash one with flash.sh"
            case .wrongFirmware: "this program was linked for another firmware: link and flash both again with flash.sh"
            case .wrongFit:
                "this program needs what the firmware, fitted to another program, lacks: flash both again with flash.sh"
            case .wrongAddress: "this program was linked for another board: link it again for this one"
            case .wrongSize: "the program in flash is cut off: flash it again"
            case .damaged: "the program in flash is damaged (its checksum is wrong): flash it again"
            }
        }
    }

    /// Whether an image that may lie at `base` and end before `limit` can be started.
    public static func check(base: Address, limit: Address, fingerprint: UInt32) -> Fault {
        let header = UnsafePointer<ImageHeader>(bitPattern: UInt(base)).unsafelyUnwrapped
        if header.pointee.magic != magic { return .missing }
        if header.pointee.fingerprint != fingerprint { return .wrongFirmware }
        if header.pointee.base != base { return .wrongAddress }
        let size = header.pointee.size
        if size < fixedSize || size & 3 != 0 || size > limit &- base { return .wrongSize }
        if checksum(base &+ 16, size &- 16) != header.pointee.checksum { return .damaged }
        if !Needs.areMet(base) { return .wrongFit }
        return .none
    }
}

/// The six bytes before every function's entry: the `func_info` instruction, from which the function's name is read.
public enum FunctionInfo {
    /// Bytes from the instruction to the entry.
    public static let size: UInt32 = 6

    /// Arity of the function whose entry is at `entry`.
    @inline(__always)
    public static func arity(entry: Address) -> Int {
        Int(rawPointer(entry &- 5).load(as: UInt8.self))
    }
    /// Module of the function whose `func_info` is at `info`.
    public static func module(_ info: Address) -> Term {
        Term(atom: UInt32(rawPointer(info &+ 2).load(as: UInt16.self)))
    }
    /// Name of the function whose `func_info` is at `info`.
    public static func function(_ info: Address) -> Term {
        Term(atom: UInt32(rawPointer(info &+ 4).load(as: UInt16.self)))
    }
}
