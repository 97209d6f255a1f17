import _Volatile

/// The nested vectored interrupt controller.
public enum NVIC {
    /// Lets an interrupt through; a pending one comes at once.
    public static func enable(_ interrupt: UInt32) {
        Core.register(0xE000_E100 + interrupt / 32 * 4).store(1 << (interrupt % 32))
    }

    /// Masks an interrupt.
    public static func disable(_ interrupt: UInt32) {
        Core.register(0xE000_E180 + interrupt / 32 * 4).store(1 << (interrupt % 32))
    }
}
