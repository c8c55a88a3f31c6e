import sys,json,collections
sys.path.insert(0,'/tmp/rd'); sys.path.insert(0,'/work/shared/corpus')
import score as S, rdscore as R, glob, os
out=sys.argv[1]; what=sys.argv[2]
groups={l.split('\t')[0]:l.rstrip('\n').split('\t') for l in open('/work/shared/corpus/GROUPS.tsv')}
c=collections.Counter()
for f in sorted(glob.glob('/work/shared/corpus/gold/*.json')):
    g=json.load(open(f)); 
    if groups[g['id']][2]=='yes': continue
    p=os.path.join(out,g['file'].rsplit('.',1)[0]+'.json')
    if not os.path.exists(p): print('NONE',g['id']); continue
    o=json.load(open(p)); ob=S.out_blocks(o)
    by={}
    for b in ob: by.setdefault(S.N(b['text']),[]).append(b['type']+('' if not b.get('head') else '|'+b['head']))
    whole=''.join(S.N(b['text']) for b in ob)
    if what=='special':
        for b in g['blocks']:
            if b['type'] in S.SPECIAL:
                n=S.N(b['text']); t=by.get(n)
                if not t or b['type'] not in [x.split('|')[0] for x in t]:
                    c[b['type'],str(t[0].split('|')[0]) if t else ('part' if n in whole else 'gone')]+=1
                    if len(sys.argv)>3 and sys.argv[3]==b['type']: print(g['id'],b['type'],b['text'][:50],t, 'part' if n in whole else 'gone')
    if what=='head':
        G={S.strip_end(S.N(b['text'])):b for b in g['blocks'] if b['type'] in S.HEAD_T or b['type'] in S.TITLE_T}
        O={S.strip_end(S.N(b['text'])):b for b in ob if b['type'] in S.HEAD_T or b['type'] in S.TITLE_T}
        for n,b in G.items():
            if n not in O:
                t=by.get(S.N(b['text'])); c['miss',str(t[0].split('|')[0]) if t else ('part' if n in whole else 'gone')]+=1; print('MISS',g['id'],b['type'],b['text'][:40],t,'part' if n in whole else 'gone')
        for n,b in O.items():
            if n not in G:
                gt=[x['type'] for x in g['blocks'] if S.N(x['text'])==S.N(b['text'])]
                c['false',str(gt)]+=1; print('FALSE',g['id'],b['type'],b['text'][:40],gt)
    if what=='runin':
        G={S.strip_end(S.N(b['head'])):b for b in g['blocks'] if b['type']=='run_in'}
        O={S.strip_end(S.N(b['head'])):b for b in ob if b['type']=='run_in' and b.get('head')}
        for n,b in G.items():
            if n not in O: print('MISS',g['id'],b['head'],'|',b['text'][len(b['head']):][:10],by.get(S.N(b['text']))); c['miss']+=1
        for n,b in O.items():
            if n not in G: print('FALSE',g['id'],b['head'],'|',b['text'][len(b['head']):][:10],[x['type'] for x in g['blocks'] if S.N(x['text'])==S.N(b['text'])]); c['false']+=1
    if what=='title':
        r=S.score_one(g,o)
        if r.get('title')==0: print(g['id'],'GOLD',g['title'],'| GOT',o.get('title'))
print(c)
