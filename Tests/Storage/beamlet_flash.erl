%% The native module `beamlet_flash` as a model on a desktop: NOR flash whose power can fail in the middle of a change.
%%
%% What is written then is cut off at any byte, of which some bits are written, and of a page that was to be erased any bits are. After
%% that nothing changes until `restart/0`. Every process sees the same flash.
-module(beamlet_flash).

-export([page_size/1, read/2, erase/1, write/2]).
-export([new/2, restart/0, fail_after/1, fail_writes/1, changes/0, erasures/0, has_failed/0]).

%% Pages of these sizes, with random content. What is random follows from the seed.
new(Sizes, Seed) ->
    _ = [ets:delete(?MODULE) || ets:info(?MODULE) =/= undefined],
    ?MODULE = ets:new(?MODULE, [named_table, public]),
    put_value(random, rand:seed_s(exsss, Seed)),
    put_value(changes, 0),
    put_value(failing, never),
    put_value(power, infinity),
    put_value(pages, place(Sizes, 0)),
    put_value(bytes, bytes(lists:sum(Sizes))).

place([Size | Sizes], Start) -> [{Start, Size, 0} | place(Sizes, Start + Size)];
place([], _) -> [].

put_value(Key, Value) -> ets:insert(?MODULE, {Key, Value}).
value(Key) -> ets:lookup_element(?MODULE, Key, 2).

random(Range) ->
    {Number, State} = rand:uniform_s(Range, value(random)),
    put_value(random, State),
    Number.

bytes(Count) -> <<<<(random(256) - 1)>> || _ <- lists:seq(1, Count)>>.

%% Power is there again.
restart() -> put_value(power, infinity).

%% Power fails in the change after so many others.
fail_after(Changes) -> put_value(power, Changes).

%% One of so many writes fails by itself; or `never`.
fail_writes(One) -> put_value(failing, One).

changes() -> value(changes).
erasures() -> [Count || {_, _, Count} <- value(pages)].
has_failed() -> value(power) =:= off.

page(Offset) -> hd([Page || {Start, Size, _} = Page <- value(pages), Offset >= Start, Offset < Start + Size] ++ [none]).

page_size(Offset) ->
    case page(Offset) of
        none -> 0;
        {_, Size, _} -> Size
    end.

read(Offset, Count) -> binary:part(value(bytes), Offset, Count).

erase(Offset) ->
    {Start, Size, Count} = page(Offset),
    put_value(pages, lists:keyreplace(Start, 1, value(pages), {Start, Size, Count + 1})),
    case power() of
        on -> set(Start, binary:copy(<<255>>, Size));
        fails -> set(Start, erased_in_part(read(Start, Size)));
        off -> ok
    end.

erased_in_part(Bytes) ->
    case random(3) of
        1 -> <<<<(B bor (random(256) - 1))>> || <<B>> <= Bytes>>;
        2 -> Bytes;
        3 -> binary:copy(<<255>>, byte_size(Bytes))
    end.

write(Offset, Bytes) when Offset rem 8 =:= 0, byte_size(Bytes) rem 8 =:= 0 ->
    Here = read(Offset, byte_size(Bytes)),
    Size = bit_size(Bytes),
    <<HereBits:Size>> = Here,
    <<NewBits:Size>> = Bytes,
    Write = fun(New) -> set(Offset, New) end,
    Power = power(),
    Power =/= on orelse HereBits band NewBits =:= NewBits orelse error({not_erased, Offset}),
    Fails = Power =:= on andalso is_integer(value(failing)) andalso random(value(failing)) =:= 1,
    case Power of
        on when Fails ->
            Write(cut_off(Here, Bytes)),
            error;
        on ->
            Write(Bytes);
        fails ->
            Write(cut_off(Here, Bytes));
        off ->
            ok
    end.

cut_off(Here, Bytes) ->
    Count = random(byte_size(Bytes)) - 1,
    <<Done:Count/binary, Is, _/binary>> = Bytes,
    <<_:Count/binary, Was, Rest/binary>> = Here,
    <<Done/binary, (Was band (Is bor (random(256) - 1))), Rest/binary>>.

power() ->
    put_value(changes, changes() + 1),
    case value(power) of
        infinity ->
            on;
        off ->
            off;
        0 ->
            put_value(power, off),
            fails;
        Left ->
            put_value(power, Left - 1),
            on
    end.

set(Offset, New) ->
    Count = byte_size(New),
    <<Before:Offset/binary, _:Count/binary, Behind/binary>> = value(bytes),
    put_value(bytes, <<Before/binary, New/binary, Behind/binary>>),
    ok.
