/// An address on the board, in bytes. The Linux host maps its memory at the board's own addresses, so the
/// same 32 bits mean the same place in both.
public typealias Address = UInt32

/// One Erlang term: 32 bits, on the board and on Linux.
///
/// The low two bits are the primary tag:
///
/// | bits  | kind |
/// | ----- | ---- |
/// | `00`  | small integer, 30 bits, value in the high bits: `+` and `-` work on the tagged words |
/// | `01`  | list cell: address of two words, head and tail |
/// | `10`  | boxed: address of a header word (see `Header`), then the payload |
/// | `11`  | the rest, told apart by bits 2 to 4 |
///
/// | low five bits | kind | the 27 bits above |
/// | ------------- | ---- | ----------------- |
/// | `00011` | atom | index in the atom table |
/// | `01011` | local pid | 13 bits of slot, 14 bits of serial |
/// | `10011` | local port | number |
/// | `11011` | special | 0 nil, 1 no value, 2 and up: catch tags (only on stacks) |
/// | `xx111` | never a term: a header on a heap, a return address on a stack (see `Stack`) |
///
/// The layout is chosen for Thumb-2: two operands are both small when `(a | b) & 3 == 0`; nil, a list cell and an
/// immediate are recognised with an eight-bit constant; addresses need no shift, because heap words are four bytes.
public struct Term: Equatable {
    /// The tagged word.
    public var bits: UInt32

    /// A term from its tagged word.
    @inline(__always)
    public init(bits: UInt32) { self.bits = bits }
}

/// Values of the low bits of a term.
public enum Tag {
    /// Mask of the primary tag.
    public static let mask: UInt32 = 3
    /// Primary tag of small integers.
    public static let small: UInt32 = 0
    /// Primary tag of list cells.
    public static let list: UInt32 = 1
    /// Primary tag of boxed terms.
    public static let boxed: UInt32 = 2
    /// Mask of the tag of immediates.
    public static let immediateMask: UInt32 = 0x1F
    /// Shift of an immediate's payload.
    public static let immediateShift: UInt32 = 5
    /// Tag of atoms.
    public static let atom: UInt32 = 0x03
    /// Tag of local process identifiers.
    public static let pid: UInt32 = 0x0B
    /// Tag of local port identifiers.
    public static let port: UInt32 = 0x13
    /// Tag of nil, the missing value and catch tags.
    public static let special: UInt32 = 0x1B
    /// Mask that recognises headers on heaps and return addresses on stacks.
    public static let nonTermMask: UInt32 = 7
    /// Value of the bits under `nonTermMask` for headers and return addresses.
    public static let nonTerm: UInt32 = 7
}

extension Term {
    /// The empty list.
    @inline(__always) public static var `nil`: Term { Term(bits: Tag.special) }
    /// Not a value: what a function that raised returns, what a slot without content holds. Never visible to programs.
    @inline(__always) public static var none: Term { Term(bits: Tag.special | 1 << Tag.immediateShift) }

    /// Smallest value of a small integer.
    public static let minSmall = -(1 << 29)
    /// Largest value of a small integer.
    public static let maxSmall = (1 << 29) - 1

    /// A small integer. `value` must be between `minSmall` and `maxSmall`.
    @inline(__always)
    public init(small value: Int) { bits = UInt32(truncatingIfNeeded: value) &<< 2 }

    /// An atom by its index in the atom table.
    @inline(__always)
    public init(atom index: UInt32) { bits = index &<< Tag.immediateShift | Tag.atom }

    /// Which of `count` predefined atoms from `first` on this is, from 0; -1: none of them.
    @inline(__always)
    func place(from first: Term, _ count: UInt32) -> Int {
        let distance = bits &- first.bits
        let place = distance &>> Tag.immediateShift | distance &<< (32 &- Tag.immediateShift)
        return place < count ? Int(truncatingIfNeeded: place) : -1
    }

    /// A list cell at `address`.
    @inline(__always)
    public init(list address: Address) { bits = address | Tag.list }

    /// A boxed term whose header is at `address`.
    @inline(__always)
    public init(boxed address: Address) { bits = address | Tag.boxed }

    /// A truth value as the atom `true` or `false`.
    @inline(__always)
    public init(_ value: Bool) { self = value ? .true : .false }

    /// Whether it is a small integer.
    @inline(__always) public var isSmall: Bool { bits & Tag.mask == Tag.small }
    /// Whether it is a list cell.
    @inline(__always) public var isList: Bool { bits & Tag.mask == Tag.list }
    /// Whether it is a boxed term.
    @inline(__always) public var isBoxed: Bool { bits & Tag.mask == Tag.boxed }
    /// Whether it is no pointer.
    @inline(__always) public var isImmediate: Bool { bits & Tag.mask == Tag.small || bits & Tag.mask == 3 }
    /// Whether it is an atom.
    @inline(__always) public var isAtom: Bool { bits & Tag.immediateMask == Tag.atom }
    /// Whether it is a pid of this node.
    @inline(__always) public var isLocalPid: Bool { bits & Tag.immediateMask == Tag.pid }
    /// Whether it is a port of this node.
    @inline(__always) public var isLocalPort: Bool { bits & Tag.immediateMask == Tag.port }
    /// Whether it is the empty list.
    @inline(__always) public var isNil: Bool { bits == Tag.special }
    /// Whether it is no value.
    @inline(__always) public var isNone: Bool { self == .none }
    /// Whether it is a value.
    @inline(__always) public var isSomething: Bool { self != .none }

    /// The value of a small integer.
    @inline(__always) public var smallValue: Int { Int(Int32(bitPattern: bits) &>> 2) }
    /// An atom's index in the atom table; the payload of any immediate.
    @inline(__always) public var payload: UInt32 { bits &>> Tag.immediateShift }
    /// The address of a list cell.
    @inline(__always) public var listAddress: Address { bits &- Tag.list }
    /// The address of a boxed term's header.
    @inline(__always) public var boxedAddress: Address { bits &- Tag.boxed }
    /// The address that a list cell or boxed term points to.
    @inline(__always) public var address: Address { bits & ~Tag.mask }

    /// The head of a list cell.
    @inline(__always)
    public var head: Term {
        get { load(listAddress) }
        nonmutating set { store(newValue, listAddress) }
    }
    /// The tail of a list cell.
    @inline(__always)
    public var tail: Term {
        get { load(listAddress &+ 4) }
        nonmutating set { store(newValue, listAddress &+ 4) }
    }
    /// The header of a boxed term.
    @inline(__always) public var header: Header { Header(bits: loadWord(boxedAddress)) }
    /// The payload word `index` of a boxed term (0 is the first after the header).
    @inline(__always) public func boxedWord(_ index: Int) -> UInt32 {
        loadWord(boxedAddress &+ 4 &+ UInt32(truncatingIfNeeded: index) &* 4)
    }
    /// The payload term `index` of a boxed term.
    @inline(__always) public func boxedTerm(_ index: Int) -> Term { Term(bits: boxedWord(index)) }
    /// Whether this is a boxed term of that kind.
    @inline(__always) public func isBoxed(_ kind: Header.Kind) -> Bool { isBoxed && header.kind == kind }
    /// Whether this is a boxed term of one of two kinds.
    @inline(__always)
    public func isBoxed(_ first: Header.Kind, or second: Header.Kind) -> Bool {
        isBoxed && (header.kind == first || header.kind == second)
    }
    /// Whether this is a tuple. A call: see `Classification.swift`.
    public var isTuple: Bool {
        @inline(never) get { isBoxed(.tuple) }
    }
    /// Element `index` of a tuple, from 0.
    @inline(__always) public func element(_ index: Int) -> Term { boxedTerm(index) }
}

// MARK: - Memory words

/// A pointer to the word at `address`, which must be a multiple of four.
@inline(__always)
public func pointer(_ address: Address) -> UnsafeMutablePointer<UInt32> {
    UnsafeMutablePointer(bitPattern: UInt(address)).unsafelyUnwrapped
}

/// A raw pointer to `address`.
@inline(__always)
public func rawPointer(_ address: Address) -> UnsafeMutableRawPointer {
    UnsafeMutableRawPointer(bitPattern: UInt(address)).unsafelyUnwrapped
}

/// The word at `address`.
@inline(__always)
public func loadWord(_ address: Address) -> UInt32 { pointer(address).pointee }

/// Stores a word at `address`.
@inline(__always)
public func storeWord(_ word: UInt32, _ address: Address) { pointer(address).pointee = word }

/// The term at `address`.
@inline(__always)
public func load(_ address: Address) -> Term { Term(bits: pointer(address).pointee) }

/// Stores a term at `address`.
@inline(__always)
public func store(_ term: Term, _ address: Address) { pointer(address).pointee = term.bits }

/// Stores the two words of a double, low word first, at an address that need be a multiple of four only.
@inline(__always)
func storeDouble(_ pattern: UInt64, _ address: Address) {
    storeWord(UInt32(truncatingIfNeeded: pattern), address)
    storeWord(UInt32(truncatingIfNeeded: pattern &>> 32), address &+ 4)
}
