%% The log in flash that `beamlet_store` keeps its files in: pages in the order in which they were begun, in each of them records one behind the
%% other. Beamlet's own: OTP leaves this to the operating system.
%%
%% Flash can be erased by the page only, so nothing is changed in place: what is new is written at the end, and the oldest page is given
%% back once what still counts in it was written anew. Going round like this wears all pages alike, without counting. The other
%% design, to give back the page in which the least still counts, copies less, but then what never changes is never moved, and a note of
%% a deletion must be kept as long as any page may have what was deleted; here everything that a record makes void lies before it.
%%
%% A page begins with "BEAM", a CRC, its number in the log, and the number of the page for whose collection it was begun, or ones. A
%% record is
%%
%%     CRC:32, Kind:8, Size:24, Id:32, Time:32, Payload, zeros up to a multiple of 8
%%
%% of which the CRC is over all that follows, and begins with the page's number. Where power fails, a record or the head of a page is cut
%% off: its CRC is wrong, and nothing behind it counts. A page is given back by writing zeros over its head, and erased when it is
%% begun, so that a page that is erased in part has no head either. A page that was begun for a collection that has not ended has
%% copies only, and is given back at the next start: so a collection that is cut off again and again takes no room.
%%
%% The last free page is for collections, which so can always be done: what counts in a page fits into another, as all have one size. Where
%% those of the flash differ, a page here is one or more of them, of which as much is used as serves best.
-module(beamlet_store_log).

-export([mount/2, room/1, fits/2, put/5, next_page/1, may_begin/1, oldest/1, begin_for/2, leave/2, give_back/1, capacity/1, size/1, count/1]).

-define(MAGIC, "BEAM").
-define(HEAD, 16).
-define(NOBODY, 16#FFFFFFFF).
%% What may be left at a page's end, on average: a record that cannot be divided, or a part that would be too small.
-define(WASTE, 96).

%% A page is {Start, Size}; one in use {Number, Page}.
-record(log, {
    %% The newest first.
    used = [],
    %% In the order in which they are begun next.
    free = [],
    %% Where the next record goes, and the end of its page.
    at = 0,
    stop = 0,
    number = 0
}).

%% ---- Reading

%% Reads the log, the oldest record first: Fun(Kind, Id, Time, Payload, Place of the payload, Acc). `none` where there are not two pages.
mount(Fun, Acc) ->
    case alike(pages(0)) of
        [_, _ | _] = All ->
            Heads = complete(lists:foldl(fun sorted/2, [], [{Number, Page, For} || Page <- All, {Number, For} <- head(Page)])),
            Used = [{Number, Page} || {Number, Page, _} <- Heads],
            {Log, Read} = lists:foldl(fun(Page, {Log, Read}) -> read(Page, Fun, Log, Read) end, {#log{}, Acc}, Used),
            {ok, Log#log{free = after_newest(Log#log.used, All)}, Read};
        _ ->
            none
    end.

pages(Start) ->
    case beamlet_flash:page_size(Start) of
        0 -> [];
        Size -> [{Start, Size} | pages(Start + Size)]
    end.

%% Pages of one size, the one with which most can be stored.
alike(Pages) ->
    {_, Best} = lists:foldl(
        fun(Size, {Most, _} = Other) ->
            Alike = alike(Size, Pages),
            case (length(Alike) - 1) * Size of
                Sum when Sum > Most -> {Sum, Alike};
                _ -> Other
            end
        end,
        {0, []},
        sizes(Pages, [])
    ),
    Best.

sizes([{_, Size} | Pages], Sizes) ->
    case lists:member(Size, Sizes) of
        true -> sizes(Pages, Sizes);
        false -> sizes(Pages, [Size | Sizes])
    end;
sizes([], Sizes) ->
    Sizes.

alike(Size, [{Start, First} | Pages]) -> alike(Size, Start, First, Pages);
alike(_, []) -> [].

alike(Size, Start, Sum, Pages) when Sum >= Size -> [{Start, Size} | alike(Size, Pages)];
alike(Size, Start, Sum, [{_, Next} | Pages]) -> alike(Size, Start, Sum + Next, Pages);
alike(_, _, _, []) -> [].

head({Start, _}) ->
    case beamlet_flash:read(Start, ?HEAD) of
        <<?MAGIC, CRC:32, Rest/binary>> ->
            case erlang:crc32(Rest) of
                CRC ->
                    <<Number:32, For:32>> = Rest,
                    [{Number, For}];
                _ ->
                    []
            end;
        _ ->
            []
    end.

%% `lists:sort/1` is larger than all of this module.
sorted(Head, [Before | Heads]) when Before < Head -> [Before | sorted(Head, Heads)];
sorted(Head, Heads) -> [Head | Heads].

%% Without pages that were begun for a collection of a page that is there still.
complete(Heads) ->
    {Copies, Kept} = lists:partition(fun({_, _, For}) -> lists:keymember(For, 1, Heads) end, Heads),
    lists:foreach(fun({_, Page, _}) -> clear(Page) end, Copies),
    Kept.

clear({Start, _}) -> beamlet_flash:write(Start, <<0:64>>).

%% Pages that are not in use, from the one behind the newest on.
after_newest([], All) ->
    All;
after_newest([{_, Newest} | _] = Used, All) ->
    {Before, [_ | Behind]} = lists:splitwith(fun(Page) -> Page =/= Newest end, All),
    [Page || Page <- Behind ++ Before, not lists:keymember(Page, 2, Used)].

read({Number, {Start, Size}} = Page, Fun, Log, Acc) ->
    Stop = Start + Size,
    {At, Read} = read(Start + ?HEAD, Stop, Number, Fun, Acc),
    {Log#log{used = [Page | Log#log.used], at = At, stop = Stop, number = Number}, Read}.

read(At, Stop, Number, Fun, Acc) when At + ?HEAD =< Stop ->
    case beamlet_flash:read(At, ?HEAD) of
        <<CRC:32, Kind, Size:24, Id:32, Time:32>> = Head when At + ?HEAD + Size =< Stop ->
            Payload = beamlet_flash:read(At + ?HEAD, Size),
            case crc(Number, binary:part(Head, 4, 12), Payload) of
                CRC -> read(At + padded(Size), Stop, Number, Fun, Fun(Kind, Id, Time, Payload, At + ?HEAD, Acc));
                _ -> {Stop, Acc}
            end;
        _ ->
            {end_of_page(At, Stop), Acc}
    end;
read(_, Stop, _, _, Acc) ->
    {Stop, Acc}.

%% Where the next record goes: behind the last one, unless something was begun there.
end_of_page(At, Stop) ->
    case is_erased(At, Stop) of
        true -> At;
        false -> Stop
    end.

is_erased(Stop, Stop) ->
    true;
is_erased(At, Stop) ->
    Count = min(256, Stop - At),
    beamlet_flash:read(At, Count) =:= binary:copy(<<255>>, Count) andalso is_erased(At + Count, Stop).

crc(Number, Head, Payload) -> erlang:crc32(erlang:crc32(Number, Head), Payload).

%% What a record takes.
padded(Size) -> (?HEAD + Size + 7) band -8.

%% ---- Writing

%% The largest payload for which the newest page has room.
room(#log{at = At, stop = Stop}) -> Stop - At - ?HEAD.

fits(Size, #log{at = At, stop = Stop}) -> At + padded(Size) =< Stop.

size(Size) -> padded(Size).

%% Writes a record for which there is room. Answers the place of its payload; where the hardware fails, the page is left as it is, and another
%% record goes to the next.
put(Kind, Id, Time, Payload, #log{at = At, number = Number} = Log) ->
    Size = byte_size(Payload),
    Head = <<Kind, Size:24, Id:32, Time:32>>,
    Padding = padded(Size) - Size - ?HEAD,
    Record = <<(crc(Number, Head, Payload)):32, Head/binary, Payload/binary, 0:Padding/unit:8>>,
    case beamlet_flash:write(At, Record) of
        ok -> {At + ?HEAD, Log#log{at = At + padded(Size)}};
        _ -> {failed, Log#log{at = Log#log.stop}}
    end.

%% Whether another page may be begun: there is one for a collection then.
may_begin(#log{free = [_, _ | _]}) -> true;
may_begin(_) -> false.

next_page(Log) -> begin_for(?NOBODY, Log).

%% Begins the next page, for the collection of the page of that number. `full`: there is none.
begin_for(For, #log{free = Free} = Log) -> begin_for(For, Free, [], Log).

begin_for(For, [{Start, Size} = Page | Free], Failed, #log{used = Used, number = Last} = Log) ->
    Number = Last + 1,
    Rest = <<Number:32, For:32>>,
    Head = <<?MAGIC, (erlang:crc32(Rest)):32, Rest/binary>>,
    case erase(Start, Start + Size) =:= ok andalso beamlet_flash:write(Start, Head) of
        ok ->
            Log#log{
                used = [{Number, Page} | Used],
                free = Free ++ lists:reverse(Failed),
                at = Start + ?HEAD,
                stop = Start + Size,
                number = Number
            };
        _ ->
            begin_for(For, Free, [Page | Failed], Log)
    end;
begin_for(_, [], _, _) ->
    full.

%% What was left behind the end of a page was never written.
erase(At, Stop) when At < Stop ->
    case beamlet_flash:erase(At) of
        ok -> erase(At + beamlet_flash:page_size(At), Stop);
        Error -> Error
    end;
erase(_, _) ->
    ok.

%% The number of the oldest page, where it begins and where it ends. It may be the one that is written to.
oldest(#log{used = Used}) ->
    {Number, {Start, Size}} = lists:last(Used),
    {Number, Start, Start + Size}.

%% Nothing more is written to the page of that number.
leave(Number, #log{number = Number, stop = Stop} = Log) -> Log#log{at = Stop};
leave(_, Log) -> Log.

%% Gives the oldest page back: nothing in it counts any more. Where its head cannot be made void, the copies do not count.
give_back(#log{used = Used, free = Free} = Log) ->
    {_, {Start, Size} = Page} = lists:last(Used),
    case clear(Page) =:= ok orelse erase(Start, Start + Size) =:= ok of
        true -> Log#log{used = lists:droplast(Used), free = Free ++ [Page]};
        false -> failed
    end.

%% ---- How much there is

count(#log{used = Used, free = Free}) -> length(Used) + length(Free).

%% How many bytes of records there can be that count: one page is for collections, and of each something may be left at the end.
capacity(#log{used = Used, free = Free} = Log) ->
    {_, Size} = hd([Page || {_, Page} <- Used] ++ Free),
     (count(Log) - 1) * (Size - ?HEAD - ?WASTE).
