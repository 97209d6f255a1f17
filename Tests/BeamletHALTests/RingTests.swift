import BeamletHAL
import XCTest

final class EventRingTests: XCTestCase {
    func testAnEmptyRingHasNothingToTake() {
        var ring = EventRing<4>()
        XCTAssertTrue(ring.isEmpty)
        XCTAssertNil(ring.take())
        XCTAssertEqual(ring.lost, 0)
    }

    func testEventsComeInTheOrderInWhichTheyWerePut() {
        var ring = EventRing<4>()
        for event: UInt32 in [7, 0, .max] { XCTAssertTrue(ring.put(event)) }
        XCTAssertFalse(ring.isEmpty)
        XCTAssertEqual([ring.take(), ring.take(), ring.take(), ring.take()], [7, 0, .max, nil])
    }

    func testAFullRingKeepsWhatItHasAndCountsTheRest() {
        var ring = EventRing<2>()
        XCTAssertEqual([ring.put(1), ring.put(2), ring.put(3), ring.put(4)], [true, true, false, false])
        XCTAssertEqual(ring.lost, 2)
        XCTAssertEqual([ring.take(), ring.take(), ring.take()], [1, 2, nil])
        let hasRoomAgain = ring.put(5)
        XCTAssertTrue(hasRoomAgain)
        XCTAssertEqual(ring.take(), 5)
    }

    func testIndicesGoRoundManyTimes() {
        var ring = EventRing<4>()
        for round: UInt32 in 0..<10_000 {
            ring.put(round)
            ring.put(round &+ 1)
            XCTAssertEqual(ring.take(), round)
            XCTAssertEqual(ring.take(), round &+ 1)
        }
        XCTAssertTrue(ring.isEmpty)
    }
}

final class ByteRingTests: XCTestCase {
    func testItSaysWhenTheReaderHasToBeTold() {
        var ring = ByteRing<4>()
        XCTAssertEqual([ring.put(1), ring.put(2)], [true, false])
        XCTAssertEqual([ring.take(), ring.take(), ring.take()], [1, 2, nil])
        let wasEmpty = ring.put(3)
        XCTAssertTrue(wasEmpty)
    }

    func testItCountsBytesThatWereLost() {
        var ring = ByteRing<2>()
        for byte: UInt8 in 1...5 { ring.put(byte) }
        ring.countLost()
        XCTAssertEqual(ring.lost, 4)
        XCTAssertEqual([ring.take(), ring.take(), ring.take()], [1, 2, nil])
    }
}

final class EventTests: XCTestCase {
    func testEventsSayWhatHappenedAndWhere() {
        let edge = Event.gpioEdge(bank: 3, pin: 14)
        XCTAssertEqual(edge.kind, .gpioEdge)
        XCTAssertEqual(edge.payload, 0x030E)
        XCTAssertEqual(Event(rawValue: edge.rawValue), edge)
        XCTAssertEqual(Event.uartReceived(port: 5).kind, .uartReceived)
        XCTAssertEqual(Event.uartReceived(port: 5).payload, 5)
        XCTAssertEqual(Event.timer(channel: 9).payload, 9)
    }

    func testAWordThatNoEventMakesHasNoKind() {
        XCTAssertNil(Event(rawValue: 0).kind)
        XCTAssertNil(Event(rawValue: .max).kind)
    }

    func testAPayloadDoesNotReachTheKind() {
        XCTAssertEqual(Event(.timer, payload: .max).kind, .timer)
        XCTAssertEqual(Event(.timer, payload: .max).payload, 0xFF_FFFF)
    }
}
