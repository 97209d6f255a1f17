// Made of all tables by Toolchain/generate-tables.

extension Image {
    /// What an image and a firmware must agree on: see `computedFingerprint`, of which this is the value. Computing it takes
    /// tens of thousands of machine instructions, too many for each start; a test compares the two.
    public static let fingerprint: UInt32 = 0x267D1F81
}
