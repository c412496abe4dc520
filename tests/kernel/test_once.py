"""What a process makes once."""

from threading import Barrier, Event, Thread

from commonpool.kernel.once import once


def test_whoever_asks_while_it_is_made_waits_and_has_the_same() -> None:
    made, never, ready = list[object](), Event(), Barrier(3)

    @once
    def thing() -> object:
        made.append(object())
        never.wait(0.2)  # the others have come by then, and would make another
        return made[-1]

    had = list[object]()

    def ask() -> None:
        ready.wait(20)
        had.append(thing())

    threads = [Thread(target=ask) for _each in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert had == [made[0]] * 3
    assert len(made) == 1
