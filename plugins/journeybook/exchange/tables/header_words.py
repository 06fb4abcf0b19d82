"""What the labels of maps mean, in nine languages.

A label is looked up in lower case, without accents, numbers, emoji and punctuation. Whole labels
are sure; a label that holds a known one, or is a letter apart from one, is a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from journeybook.format.synonyms import OTHER_WORDS
from journeybook.model.journey import Journey, Stage
from journeybook.model.vocabulary import Vocabulary

STAGE = "stages"
STEP = "steps"

# English, German, French, Spanish, Portuguese, Arabic, Chinese, Japanese, Korean.
WORDS: Mapping[str, str] = {
    STAGE: "stage, stages, phase, phases, journey stage, journey phase, section, stufe, etappe, phasen, étape, étapes, "
    "etapa, etapas, fase, fases, مرحلة, المرحلة, المراحل, مراحل, 阶段, 階段, ステージ, フェーズ, 段階, 단계, 여정 단계",
    STEP: "step, steps, task, tasks, moment, moments, step title, step name, schritt, schritte, aufgabe, tâche, "
    "sous étape, paso, pasos, tarea, passo, passos, tarefa, خطوة, الخطوة, الخطوات, 步骤, 步驟, ステップ, 手順, 스텝, 세부 단계",
    "phase": "phase band, chapter, act, kapitel, chapitre, capítulo",
    "lifecycle": "lifecycle, lifecycle stage, lebenszyklus, cycle de vie, ciclo de vida, دورة الحياة, 生命周期, 生命週期, ライフサイクル, 생애 주기",
    "goal": "goal, goals, user goal, customer goal, objective, jtbd, job to be done, jobs to be done, ziel, ziele, kundenziel, "
    "but, buts, objectif, objectifs, objetivo, objetivos, meta, metas, هدف, الهدف, الأهداف, أهداف, 目标, 目標, 用户目标, ゴール, 목표, 사용자 목표",
    "mindset": "mindset, attitude, haltung, einstellung, état d esprit, mentalidad, mentalidade, عقلية, 心态, 心態, マインドセット, 마음가짐",
    "personas": "persona, personas, actor, actors, who, user, customer, person, rolle, wer, akteur, akteure, acteur, acteurs, qui, "
    "quién, quem, ator, atores, شخصية, الشخصية, الشخصيات, من, 用户画像, 角色, 人物角色, 使用者, ペルソナ, 登場人物, 페르소나, 사용자",
    "channel": "channel, channels, kanal, kanäle, canal, canaux, canales, canais, قناة, القناة, القنوات, قنوات, 渠道, 通路, チャネル, チャンネル, 채널",
    "touchpoint": "touchpoint, touchpoints, touch point, touch points, contact point, kontaktpunkt, kontaktpunkte, berührungspunkt, "
    "berührungspunkte, point de contact, points de contact, punto de contacto, puntos de contacto, ponto de contato, "
    "pontos de contato, ponto de contacto, pontos de contacto, نقطة الاتصال, نقاط الاتصال, نقاط التماس, 触点, 接触点, 觸點, 接觸點, "
    "タッチポイント, 接点, 顧客接点, 터치포인트, 접점, 고객 접점",
    "action": "action, actions, activity, activities, user action, user actions, customer action, customer actions, doing, does, do, "
    "what they do, behavior, behaviour, handlung, handlungen, aktion, aktionen, aktivität, aktivitäten, tun, kundenaktion, "
    "kundenaktionen, activité, activités, actions du client, acción, acciones, actividad, actividades, acciones del cliente, "
    "ação, ações, atividade, atividades, ações do cliente, ações do usuário, إجراء, الإجراءات, إجراءات, أفعال, الأفعال, أنشطة, الأنشطة, "
    "行为, 行動, 用户行为, 使用者行為, 行为动作, 动作, 活动, 行動内容, アクション, ユーザー行動, 顧客行動, 행동, 사용자 행동, 고객 행동, 활동",
    "thought": "thought, thoughts, thinking, thinks, what they think, says thinks, gedanke, gedanken, denken, denkt, pensée, pensées, "
    "pensamiento, pensamientos, piensa, pensamento, pensamentos, pensa, فكرة, أفكار, الأفكار, 想法, 思考, 用户想法, 考え, 心の声, 思い, 생각, 사고",
    "need": "need, needs, customer need, customer needs, bedürfnis, bedürfnisse, bedarf, besoin, besoins, necesidad, necesidades, "
    "necessidade, necessidades, حاجة, احتياج, احتياجات, الاحتياجات, 需求, 用户需求, ニーズ, 니즈, 요구, 필요",
    "emotion": "emotion, emotions, emotion score, emotional score, score, rating, sentiment, sentiment score, satisfaction, mood, "
    "emotional state, experience, experience score, emotional curve, emotion curve, emotion level, emotionen, stimmung, "
    "gefühlskurve, emotionskurve, bewertung, émotion, émotions, humeur, note, emoción, emociones, estado de ánimo, puntuación, "
    "valoración, emoção, emoções, humor, pontuação, nota, عاطفة, العاطفة, العواطف, المشاعر, درجة, مزاج, 情绪, 情緒, 情感, 情绪曲线, "
    "情绪值, 评分, 感情, 感情曲線, 満足度, スコア, 감정, 사용자 감정, 감정 곡선, 만족도, 점수",
    "feeling": "feeling, feelings, feels, feel, what they feel, gefühl, gefühle, empfinden, sentiments, ressenti, ressentis, "
    "sentimiento, sentimientos, siente, sentimento, sentimentos, sente, شعور, الشعور, مشاعر, 感受, 心情, 用户感受, 気持ち, 느낌, 기분",
    "quotes": "quote, quotes, verbatim, verbatims, says, in their words, voice of the customer, zitat, zitate, citation, citations, "
    "cita, citas, citação, citações, اقتباس, اقتباسات, 引述, 原话, 用户原话, 引用, 発言, お客様の声, 인용, 고객의 소리",
    "pains": "pain, pains, pain point, pain points, painpoint, painpoints, friction, frictions, friction points, frustration, "
    "frustrations, problem, problems, barrier, barriers, issues, challenges, blockers, schmerzpunkt, schmerzpunkte, probleme, "
    "hürde, hürden, ärgernis, reibung, point de douleur, points de douleur, irritant, irritants, point de friction, "
    "points de friction, problème, problèmes, frein, freins, dolor, dolores, punto de dolor, puntos de dolor, frustraciones, "
    "problema, problemas, fricción, fricciones, dor, dores, ponto de dor, pontos de dor, frustrações, fricções, "
    "نقطة ألم, نقاط الألم, نقاط ألم, مشكلة, مشاكل, المشاكل, 痛点, 痛點, 问题, 問題, 用户痛点, ペインポイント, ペイン, 課題, 不満, "
    "페인포인트, 페인 포인트, 불편, 불편 사항, 고충, 문제점",
    "gains": "gain, gains, bright spot, bright spots, delight, delights, delighters, moments of delight, highlight, highlights, "
    "positives, freude, freuden, positives erlebnis, gain client, points positifs, enchantement, alegrías, puntos positivos, "
    "beneficios, ganhos, pontos positivos, ganancias, مكسب, مكاسب, المكاسب, إيجابيات, 爽点, 亮点, 收益, 惊喜, ゲイン, 良い点, 喜び, 이득, 만족 포인트",
    "risks": "risk, risks, threats, risiko, risiken, risque, risques, riesgo, riesgos, risco, riscos, خطر, مخاطر, المخاطر, 风险, 風險, リスク, 위험, 리스크",
    "opportunities": "opportunity, opportunities, idea, ideas, solution, solutions, improvement, improvements, recommendation, "
    "recommendations, chance, chancen, idee, ideen, lösung, lösungen, verbesserung, verbesserungen, maßnahmen, opportunité, "
    "opportunités, idée, idées, amélioration, améliorations, oportunidad, oportunidades, mejora, mejoras, ideas de mejora, "
    "oportunidade, melhoria, melhorias, ideias, فرصة, فرص, الفرص, تحسينات, 机会, 機會, 机会点, 改进, 解决方案, 機会, 改善, 改善案, "
    "施策, 기회, 개선, 개선 기회, 개선 방안",
    "system_response": "system response, system responses, response, system, systemantwort, systemreaktion, réponse du système, "
    "respuesta del sistema, resposta do sistema, استجابة النظام, 系统响应, 系统反馈, システム応答, システムの反応, 시스템 응답, 시스템 반응",
    "frontstage": "frontstage, front stage, onstage, on stage, frontstage actions, frontstage action, employee actions, "
    "vordergrund, sichtbare handlungen, avant scène, en scène, escenario visible, frente al cliente, linha de frente, "
    "الواجهة, أمام العميل, 前台, 前台行为, フロントステージ, 프론트스테이지, 프런트스테이지",
    "backstage": "backstage, back stage, backstage actions, backstage action, offstage, hintergrund, hinter den kulissen, "
    "arrière scène, coulisses, en coulisses, tras bambalinas, entre bastidores, bastidores, خلف الكواليس, 后台, 後台, 后台行为, "
    "バックステージ, 백스테이지",
    "support": "support, support process, support processes, supporting processes, processes, unterstützung, unterstützende prozesse, "
    "stützprozesse, processus de support, processus support, procesos de apoyo, procesos de soporte, processos de apoio, "
    "processos de suporte, عمليات الدعم, الدعم, 支持流程, 支持过程, 支援流程, 支援プロセス, サポートプロセス, 지원 프로세스",
    "systems": "systems, tools, technology, technologies, tech, systeme, werkzeuge, systèmes, outils, sistemas, herramientas, "
    "ferramentas, الأنظمة, أنظمة, 系统, 工具, システム, ツール, 시스템, 도구",
    "physical_evidence": "physical evidence, artifacts, artefacts, props, physische beweise, sichtbare belege, preuves physiques, "
    "preuve physique, evidencia física, evidências físicas, الأدلة المادية, 有形展示, 实物证据, 物的証拠, 물리적 증거",
    "team": "team, owner, owners, responsible, responsibility, department, zuständig, verantwortlich, abteilung, équipe, "
    "responsable, responsables, equipo, departamento, equipe, responsável, الفريق, فريق, المسؤول, 团队, 负责人, 負責人, 部门, "
    "チーム, 担当, 担当部署, 部署, 팀, 담당, 담당자, 담당 부서",
    "duration": "duration, time, timing, timeframe, time frame, length, dauer, zeit, zeitraum, durée, temps, duración, tiempo, "
    "duração, tempo, مدة, المدة, الوقت, 时长, 時長, 时间, 時間, 所要時間, 期間, 소요 시간, 시간, 기간",
    "at": "time of day, clock, uhrzeit, heure, hora, hora do dia, وقت, 时刻, 時刻, 시각",
    "moment_of_truth": "moment of truth, moments of truth, mot, moment that matters, key moment, moment der wahrheit, "
    "moment de vérité, momento de la verdad, momento da verdade, لحظة الحقيقة, 关键时刻, 關鍵時刻, 真実の瞬間, 결정적 순간, 진실의 순간",
    "metrics": "metric, metrics, kpi, kpis, measure, measures, success metrics, metrik, metriken, kennzahl, kennzahlen, indicateur, "
    "indicateurs, indicador, indicadores, métrica, métricas, مؤشر, مؤشرات, المؤشرات, 指标, 指標, 지표, メトリクス",
    "evidence": "evidence, source, sources, research, beleg, belege, quelle, quellen, preuve, source de données, evidencia, "
    "fuente, fuentes, evidência, evidências, fonte, fontes, دليل, أدلة, المصادر, 证据, 證據, 来源, エビデンス, 根拠, 出典, 근거, 출처",
    "narrative": "description, details, notes, note, comment, comments, story, summary, beschreibung, notiz, notizen, "
    "anmerkung, anmerkungen, kommentar, remarque, remarques, commentaire, commentaires, descripción, notas, comentario, "
    "comentarios, descrição, comentário, comentários, observações, وصف, الوصف, ملاحظات, 描述, 说明, 說明, 备注, 備註, 説明, 備考, メモ, 설명, 비고, 메모",
    "entered": "entered, people, users entered, besucher, personnes, personas que entran, pessoas, 人数, 人數, 人数合計, 인원",
    "emotion_end": "emotion end, emotion at the end, emotion am ende, émotion à la fin, emoción al final, emoção no fim",
    "journey": "sub journey, detailed journey",
    "links": "link, links, url, ticket, tickets, verknüpfungen, lien, liens, enlace, enlaces, رابط, روابط, 链接, 連結, リンク, 링크",
}
"""The labels of parts and fields of a map, separated by commas."""

MAP_WORDS: Mapping[str, str] = {
    "title": "title, name, map, journey, journey map, customer journey, journey name, titel, karte, titre, nom, parcours, título, "
    "titulo, nombre, nome, jornada, عنوان, العنوان, 标题, 標題, 名称, タイトル, 名前, 제목, 이름",
    "summary": "summary, overview, about, description, zusammenfassung, überblick, beschreibung, résumé, aperçu, resumen, descripción, "
    "resumo, descrição, visão geral, ملخص, وصف, 摘要, 概述, 概要, 要約, 요약, 개요",
    "personas": WORDS["personas"],
    "scenario": "scenario, use case, context, pov, szenario, kontext, scénario, contexte, escenario, contexto, cenário, سيناريو, 场景, 場景, 情境, シナリオ, 시나리오",
    "objective": "objective, goal, business goal, purpose, ziel, zweck, objectif, but, objetivo, propósito, الهدف, 目标, 目標, 目的, 목표, 목적",
    "expectations": "expectations, expectation, erwartung, erwartungen, attente, attentes, expectativa, expectativas, التوقعات, 期望, 期待, 기대",
    "trigger": "trigger, trigger event, auslöser, déclencheur, desencadenante, disparador, gatilho, محفز, 触发, 触发事件, トリガー, きっかけ, 트리거, 계기",
    "outcome": "outcome, end state, result, ergebnis, résultat, resultado, النتيجة, 结果, 結果, 成果, アウトカム, 결과",
    "owner": "owner, map owner, verantwortlich, inhaber, propriétaire, propietario, dono, المالك, 负责人, 担当者, 담당자",
    "reviewed": "reviewed, last reviewed, last updated, updated, date, datum, stand, aktualisiert, mis à jour, fecha, actualizado, data, "
    "atualizado, تاريخ, التاريخ, 日期, 更新日期, 更新日, 日付, 날짜, 업데이트",
    "tags": "tag, tags, labels, schlagwörter, étiquettes, etiquetas, وسوم, 标签, タグ, 태그",
}
"""The labels of fields of the map as a whole."""

_NOISE = re.compile(r"[^\w\s]|_|\b[0-9]+\b")
_LONG_SIGN = "\u3040"
"""From kana on, words are not separated by spaces."""
_SHORTEST = 3
_CLOSE = 90


@dataclass(frozen=True, slots=True)
class Meaning:
    """The field that a label stands for, and whether that is sure."""

    field: str
    sure: bool = True


@lru_cache(maxsize=4_096)
def plain_label(label: str) -> str:
    """A label in lower case, without accents, marks, numbers, and what stands in brackets."""
    label = (
        re.sub(r"[(\[（【].*?[)\]）】]", " ", label) if not label.strip().startswith(("(", "[")) else label
    )
    folded = unicodedata.normalize("NFKD", label.casefold())
    kept = "".join(each for each in folded if not unicodedata.combining(each) or each in "\u3099\u309a")
    return " ".join(_NOISE.sub(" ", unicodedata.normalize("NFC", kept)).split())


@cache
def _table(kind: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for field, words in (MAP_WORDS if kind == "map" else WORDS).items():
        for word in words.split(", "):
            found.setdefault(plain_label(word), field)
        found.setdefault(plain_label(field.replace("_", " ")), field)
    model = Journey if kind == "map" else Stage
    for word, ours in OTHER_WORDS.items():
        meant = next((each for each in ours if each in model.model_fields and each != "stages"), None)
        if meant and meant != "title":
            found.setdefault(plain_label(word.replace("_", " ")), meant)
    return found


def meaning_of(label: str, vocabulary: Vocabulary | None = None) -> Meaning | None:
    """What a label of a stage or step stands for; None for one that nothing is like.

    A lane of the portal is `lane:` and its id.
    """
    plain = plain_label(label)
    if not plain:
        return None
    for key, lane in vocabulary.lanes.items() if vocabulary else ():
        if plain in (plain_label(lane.title), plain_label(key.replace("-", " "))):
            return Meaning(f"lane:{key}")
    return _meaning(plain, "moment")


def map_meaning_of(label: str) -> Meaning | None:
    """What a label of the map as a whole stands for; only whole labels count."""
    found = _table("map").get(plain_label(label))
    return Meaning(found) if found else None


def is_known_label(label: str) -> bool:
    """Whether a label says nothing beyond a field: it is one of our words, without a remark."""
    whole = plain_label(re.sub(r"[(\[（【)\]）】]", " ", label))
    return not whole or whole in _table("moment") or whole in _table("map") or label.startswith("(")


@lru_cache(maxsize=4_096)
def _meaning(plain: str, kind: str) -> Meaning | None:
    table = _table(kind)
    if plain in table:
        return Meaning(table[plain])
    held = max(
        (word for word in table if len(word) >= _shortest(word) and _holds(plain, word)),
        key=len,
        default=None,
    )
    if held is not None:
        return Meaning(table[held], sure=False)
    if len(plain) > _SHORTEST + 1:
        close = process.extractOne(plain, table.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE)
        if close:
            return Meaning(table[close[0]], sure=False)
    return None


def _shortest(word: str) -> int:
    return 2 if word[0] >= _LONG_SIGN else _SHORTEST + 1


def _holds(label: str, word: str) -> bool:
    if word[0] >= _LONG_SIGN:
        return word in label
    return len(label.split()) <= len(word.split()) + 3 and f" {word} " in f" {label} "


def known_words(text: str) -> int:
    """How many cells of a text are known labels, to judge an encoding by."""
    return sum(1 for cell in _cells(text) if plain_label(cell) in _table("moment"))


def _cells(text: str) -> Iterator[str]:
    yield from re.split(r"[,;\t|\n]", text)
