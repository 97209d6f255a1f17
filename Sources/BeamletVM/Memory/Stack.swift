/// The stack of a process: what its words are.
///
/// A word with the low bits `111` is a return address (CP); all others are terms or catch tags. The collector skips
/// both without knowing how frames are laid out.
public enum Stack {
    /// Words that stay free between heap and stack, so that a few words can be pushed without a check.
    public static let reserve = 4

    /// The word for a return to `ip`, which is even and below 1 GB: code lies in the lowest quarter of the address space.
    @inline(__always)
    public static func returnWord(_ ip: Address) -> UInt32 { ~(ip &<< 2) }

    /// Where a return word leads.
    @inline(__always)
    public static func returnAddress(_ word: UInt32) -> Address { ~word &>> 2 }

    /// Whether a word on a stack is a return address.
    @inline(__always)
    public static func isReturn(_ word: UInt32) -> Bool { word & Tag.nonTermMask == Tag.nonTerm }
}
