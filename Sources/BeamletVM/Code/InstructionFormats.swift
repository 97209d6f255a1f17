// Made of InstructionSet.swift by Toolchain/generate-tables: change that, and run it.

/// The operand formats of all instructions in the order of their numbers, as the loader reads them on the board: seven
/// characters each, the letters of `Opcode`'s names, filled up with dots. A test compares them with the names.
public enum InstructionFormats {
    /// Characters for each instruction.
    public static let width = 7
    /// The formats.
    public static let text: StaticString = """
        xd.....yd.....ad.....qd.....xe.....ae.....qe.....ye.....hh.....hh.....hh.....dd.....xdxd...xexe...\
        ydyd...nn.....nnh....nnxe...nnxexe.nh.....hf.....n......n......n......e......ee.....j......f......\
        .......x......a......q......j......f......nj.....nf.....j......f......f......nf.....f......nh.....\
        nnh....nh.....xj.....yj.....xdxdj..n......nn.....n......nx.....nn.....nnx....xij....ixj....xxj....\
        xij....ixj....xxj....xxj....xxj....xaj....yaj....xcj....xxj....xaj....xcj....xxj....xj.....yj.....\
        xj.....xddj...xj.....xj.....xhj....xhaj...xhcj...xj.....xj.....xj.....xj.....xj.....xj.....xj.....\
        xj.....xj.....xj.....xj.....xj.....xxj....xhjv...xihjv..xhjv...ydd....xdd....yd.....xd.....yd.....\
        xd.....xad....yxd....axd....xxd....ynd....xne....xnd....xndd...xdh....xxh....dhv....dxx....dax....\
        day....daxx...xdhhv..xadj...xxdj...xxxdnj.xdnhjv.dnqv...xnqj...xxdqj..xdnqhjvxidn...yidn...yxdn...\
        xxdn...yxdn...xxdn...xxdnj..xxdnj..xxdnj..xxdnj..xxdnj..xxdnj..xxdnj..xxdnj..xxdnj..xxdnj..xdnj...\
        xdnj...dnhj...xdnhj..xxdnhj.xxxdnhjdnhhj..xdj....xdj....xxdj...xdj....d......qn.....xn.....xn.....\
        nd.....nnn....nnn....nnn....nnn....nn.....hh.....xdnj...xd.....xx.....xdn....xhj....xhj....xhj....\
        xd.....xd.....xdn....xdn....xh.....xnhj...xxdnnnjxxdnnnjdnhhjv.dnfv...ec.....hc.....h......e......\
        e......e......xx...................x......x......x.............x......nhh...........dj.....j......\
        .......j......xj............d......xx.....x......x................................................\
        .......f......
        """

    /// Letter number `index` (from 0) of the format of `opcode`; a dot after the last.
    @inline(__always)
    public static func letter(_ opcode: Opcode, _ index: Int) -> UInt8 {
        text.utf8Start[Int(opcode.rawValue) * width + index]
    }
}
