import Host
import XCTest

@testable import BeamletVM

/// Deterministic random numbers (SplitMix64), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

/// Memory at the addresses that a board has, with a machine whose arena lies in it.
final class TestMemory {
    static let base: Address = 0x2000_0000
    let bytes: Int
    private static let controlBlocks: UInt32 = 16
    private static let slots: UInt32 = 64

    /// Maps `bytes` of arena; registers, control blocks and mark bits come in front of it.
    init(bytes: Int) {
        self.bytes = bytes
        let length = Self.arenaStart(bytes) - Self.base + UInt32(bytes)
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | 0x100000  // MAP_FIXED_NOREPLACE
        let memory = mmap(
            UnsafeMutableRawPointer(bitPattern: UInt(Self.base)), Int(length), PROT_READ | PROT_WRITE, flags, -1, 0)
        precondition(memory == UnsafeMutableRawPointer(bitPattern: UInt(Self.base)), "the address range is taken")
        self.length = Int(length)
    }

    private let length: Int

    deinit { munmap(UnsafeMutableRawPointer(bitPattern: UInt(Self.base)), length) }

    private static func arenaStart(_ bytes: Int) -> Address {
        base + slots * 4 + controlBlocks * UInt32(Process.size) + Machine.markBytes(UInt32(bytes))
            + Machine.tableBytes(UInt32(bytes))
    }

    /// A machine over all of the memory.
    func machine(processes: Int = 1, heapWords: Int = 64) -> Machine {
        memset(rawPointer(Self.base), 0, length)
        var machine = Machine(platform: Platform(HostBoard.self))
        machine.x = Self.base
        machine.xSlots = Int(Self.slots)
        machine.markBits = Self.base + Self.slots * 4 + Self.controlBlocks * UInt32(Process.size)
        let start = Self.arenaStart(bytes)
        machine.arena = BlockAllocator(start: start, end: start + UInt32(bytes))
        machine.heapRegion = start
        machine.heapRegionSize = UInt32(bytes)
        for index in 0..<processes {
            let owner = Self.owner(index)
            process(owner).pointee.minHeapWords = 24
            process(owner).pointee.details = 0
            for word in 0..<UInt32(Process.rootCount) { store(.nil, owner + 48 + word * 4) }
            precondition(machine.giveHeap(owner, words: heapWords))
        }
        machine.current = Self.owner(0)
        return machine
    }

    /// Address of a process's control block.
    static func owner(_ index: Int) -> Address { base + slots * 4 + UInt32(index * Process.size) }
}

extension Machine {
    /// Gives a process a heap in a block of its own. False when there is no memory.
    mutating func giveHeap(_ owner: Address, words: Int) -> Bool {
        let block = arena.allocate(bytes: words * 4)
        if block == 0 { return false }
        let control = process(owner)
        control.pointee.heapStart = block
        control.pointee.heapTop = block
        control.pointee.stackTop = block + UInt32(arena.size(of: block))
        control.pointee.fragments = 0
        control.pointee.sharedBitstrings = 0
        control.pointee.collections = 0
        return true
    }
}

/// A term as a value that can be compared after the heap it was on has moved. Sharing is kept out.
indirect enum Tree: Equatable {
    case immediate(UInt32)
    case cell(Tree, Tree)
    case boxed(UInt32, [UInt32], [Tree])
    case shared(Address, Int)
    case bits([Bool])
}

extension Tree {
    /// Reads a term; `limit` bounds the objects that are read.
    init(_ term: Term, _ limit: inout Int) {
        limit -= 1
        guard limit > 0, term.isList || term.isBoxed else {
            self = .immediate(limit > 0 ? term.bits : 0)
            return
        }
        if term.isList {
            self = .cell(Tree(term.head, &limit), Tree(term.tail, &limit))
        } else if term.header.kind == .sharedBitstring {
            self = .shared(term.boxedWord(0), term.boxedTerm(1).smallValue)
        } else {
            let header = term.header
            if header.isRaw {
                self = .boxed(header.bits, (0..<header.words).map { term.boxedWord($0) }, [])
            } else {
                self = .boxed(header.bits, [], (0..<header.words).map { Tree(term.boxedTerm($0), &limit) })
            }
        }
    }

    init(_ term: Term) {
        var limit = 4000
        self.init(term, &limit)
    }
}

extension Tree {
    /// Reads a term with all bitstrings as their bits, wherever those lie.
    init(bitsOf term: Term, _ limit: inout Int) {
        limit -= 1
        guard limit > 0, term.isList || term.isBoxed else {
            self = .immediate(limit > 0 ? term.bits : 0)
            return
        }
        if term.isList {
            self = .cell(Tree(bitsOf: term.head, &limit), Tree(bitsOf: term.tail, &limit))
            return
        }
        switch term.header.kind {
        case .heapBitstring, .sharedBitstring, .subBitstring: self = .bits(Tree.bits(term))
        default:
            let header = term.header
            let raw = header.isRaw ? (0..<header.words).map { term.boxedWord($0) } : []
            let terms = header.isRaw ? [] : (0..<header.words).map { Tree(bitsOf: term.boxedTerm($0), &limit) }
            self = .boxed(header.bits, raw, terms)
        }
    }

    private static func bits(_ term: Term) -> [Bool] {
        switch term.header.kind {
        case .heapBitstring: return bits(at: term.boxedAddress + 8, Int(term.boxedWord(0)))
        case .sharedBitstring: return bits(at: SharedBlock.data(term.boxedWord(0)), term.boxedTerm(1).smallValue)
        default:
            let offset = term.boxedTerm(1).smallValue
            return Array(bits(term.boxedTerm(0))[offset..<offset + term.boxedTerm(2).smallValue])
        }
    }

    private static func bits(at data: Address, _ count: Int) -> [Bool] {
        (0..<count).map { rawPointer(data + UInt32($0 / 8)).load(as: UInt8.self) >> (7 - UInt8($0 % 8)) & 1 == 1 }
    }
}

/// Builds random terms on a process's heap, from what is there already, so that they share.
struct HeapBuilder {
    var random: SeededGenerator
    var made: [Term] = [.nil, Term(small: 17), Term(atom: 5)]

    init(seed: UInt64) { random = SeededGenerator(seed) }

    mutating func pick() -> Term {
        if made.count > 8, Bool.random(using: &random) {
            return made[Int.random(in: made.count - 8..<made.count, using: &random)]
        }
        return made[Int.random(in: 0..<made.count, using: &random)]
    }

    /// One more object on the heap, if there are eight words and the reserve free; otherwise nil.
    mutating func object(_ machine: inout Machine, _ owner: Address) -> Term? {
        guard machine.freeWords(owner) >= 10 else { return nil }
        let top = process(owner).pointee.heapTop
        let (term, words) = write(&machine, owner, top)
        process(owner).pointee.heapTop = top + UInt32(words) * 4
        made.append(term)
        return term
    }

    /// Writes one object at `top`; the term and its words.
    mutating func write(_ machine: inout Machine, _ owner: Address, _ top: Address) -> (Term, Int) {
        switch Int.random(in: 0..<12, using: &random) {
        case 0...4:
            store(pick(), top)
            store(pick(), top + 4)
            return (Term(list: top), 2)
        case 5...8:
            let arity = Int.random(in: 0...6, using: &random)
            storeWord(Header.tuple(arity).bits, top)
            for index in 0..<arity { store(pick(), top + 4 + UInt32(index) * 4) }
            return (Term(boxed: top), arity + 1)
        case 9:
            // Raw words that look like pointers and like headers.
            storeWord(Header(.float, words: 2).bits, top)
            storeWord(top + 2, top + 4)
            storeWord(Header.tuple(3).bits, top + 8)
            return (Term(boxed: top), 3)
        case 10:
            storeWord(Header(.heapBitstring, words: 3).bits, top)
            storeWord(60, top + 4)
            storeWord(UInt32.random(in: 0 ... .max, using: &random), top + 8)
            storeWord(UInt32.random(in: 0 ... .max, using: &random), top + 12)
            storeWord(Header(.subBitstring, words: 3).bits, top + 16)
            store(Term(boxed: top), top + 20)
            store(Term(small: Int.random(in: 0...30, using: &random)), top + 24)
            store(Term(small: Int.random(in: 0...30, using: &random)), top + 28)
            made.append(Term(boxed: top))
            return (Term(boxed: top + 16), 8)
        default:
            let block = machine.makeSharedBlock(capacity: 20)
            guard block != 0 else {
                storeWord(Header.tuple(0).bits, top)
                return (Term(boxed: top), 1)
            }
            SharedBlock.setUsed(bits: 20 * 8, block)
            for byte in 0..<20 as Range<UInt32> {
                rawPointer(SharedBlock.data(block) + byte)
                    .storeBytes(of: UInt8.random(in: 0...255, using: &random), as: UInt8.self)
            }
            if Bool.random(using: &random) {
                let whole = machine.writeSharedBitstring(block, bits: 160, at: top, owner: owner)
                storeWord(Header(.subBitstring, words: 3).bits, top + 16)
                store(whole, top + 20)
                store(Term(small: Int.random(in: 0...80, using: &random)), top + 24)
                store(Term(small: Int.random(in: 0...80, using: &random)), top + 28)
                made.append(whole)
                return (Term(boxed: top + 16), 8)
            }
            return (machine.writeSharedBitstring(block, bits: 160, at: top, owner: owner), 4)
        }
    }
}
