import BeamletHAL
import Glibc

/// A timer that ends the process with status 1 where the machine makes no progress. It runs only when a program starts it.
public enum HostWatchdog: Watchdog {
    nonisolated(unsafe) private static var timeout = itimerval()

    /// Any time.
    public static func start(_ timeout: UInt32) -> PeripheralStatus {
        guard timeout > 0 else { return .unsupported }
        let time = timeval(tv_sec: Int(timeout / 1_000_000), tv_usec: Int(timeout % 1_000_000))
        self.timeout = itimerval(it_interval: timeval(), it_value: time)
        // Made now: the handler does nothing but what a signal handler may do.
        _ = report
        signal(SIGALRM) { _ in
            HostDescriptor.write(2, HostWatchdog.report)
            _exit(1)
        }
        feed()
        return .done
    }

    /// Starts the count anew.
    public static func feed() { setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timeout, nil) }

    /// False: a process has no reset behind it.
    public static var causedReset: Bool { false }

    private static let report = Array("\nwatchdog: nobody has fed it in time\n".utf8)
}
